import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { AFTER_DESCRIPTION, LiveEvent, liveChanges, type LiveChange } from '#kernel/subscriptions';
import { Arg, Ctx, FieldResolver, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import { LabelApplication } from './label-application.type.js';
import type { Stores } from '../stores.js';

@ObjectType('LabelApplicationDecision', {
  description: 'The committee has decided on a label application (décision sur un dossier).',
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
    // Only the last change event of an application can be its decision.
    lastOnly: true,
    async wants({ entityId }, { stores }) {
      // The store returns null to a subscriber who may not see it.
      const application = await stores.labelApplications.byId.load(entityId);
      return application !== null && DECIDED.includes(application.status);
    },
  });
}

@Resolver(() => LabelApplicationDecision)
export class LabelApplicationDecisionResolver {
  @Subscription(() => LabelApplicationDecision, {
    description:
      'Decisions on label applications visible to you, as they are committed (décisions sur mes dossiers, en direct).',
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
    description:
      'The application as it is now (dossier de candidature); null when it is no longer visible to you.',
  })
  labelApplication(@Root() change: LiveChange, @Ctx() { stores }: Context<Stores>) {
    return stores.labelApplications.byId.load(change.entityId);
  }
}
