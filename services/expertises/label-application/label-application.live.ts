import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { AFTER_DESCRIPTION, LiveEvent, liveChanges, type LiveChange } from '#kernel/subscriptions';
import { Arg, Ctx, FieldResolver, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import { LabelApplication } from './label-application.type.js';
import type { Stores } from '../stores.js';

@ObjectType('LabelApplicationDecision', {
  description: 'That the committee has decided on a label application (décision sur un dossier).',
  simpleResolvers: true,
})
export class LabelApplicationDecision extends LiveEvent {}

const DECIDED: readonly string[] = ['ACCEPTED', 'REFUSED'];

function decisions({
  args: { after },
  context,
}: {
  args: { after?: string | null };
  context: Context<Stores>;
}) {
  return liveChanges(context, {
    types: ['LabelApplication'],
    after,
    private: true,
    // The earlier steps of an application that is decided by now are no decisions.
    lastOnly: true,
    async wants({ entityId }, { stores }) {
      // Whoever may not see it finds nothing.
      const application = await stores.labelApplications.byId.load(entityId);
      return application !== null && DECIDED.includes(application.status);
    },
  });
}

@Resolver(() => LabelApplicationDecision)
export class LabelApplicationDecisionResolver {
  @Subscription(() => LabelApplicationDecision, {
    description:
      'Decisions on label applications that you may see, as they are committed (décisions sur mes dossiers, en direct).',
    subscribe: decisions as never,
  })
  @RequiresScopes('label-application:write', 'label-application:read')
  labelApplicationDecided(
    @Root() change: LiveChange,
    @Arg('after', () => String, { nullable: true, description: AFTER_DESCRIPTION }) _after?: string | null,
  ): LiveChange {
    return change;
  }

  @FieldResolver(() => LabelApplication, {
    nullable: true,
    description: 'The application as it is now (dossier de candidature); null for who may no longer see it.',
  })
  labelApplication(@Root() change: LiveChange, @Ctx() { stores }: Context<Stores>) {
    return stores.labelApplications.byId.load(change.entityId);
  }
}
