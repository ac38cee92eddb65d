import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { AFTER_DESCRIPTION, LiveEvent, liveChanges, type LiveChange } from '#kernel/subscriptions';
import { requireId } from '#kernel/values';
import {
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { ExpressionOfInterest } from './expression-of-interest.type.js';
import type { Stores } from '../stores.js';

@ObjectType('CooperationRequestReply', {
  description: 'A reply to a request for cooperation was made or changed (réponse à une demande).',
  simpleResolvers: true,
})
export class CooperationRequestReply extends LiveEvent {}

@ArgsType()
class CooperationRequestRepliedArgs {
  @Field(() => [ID], {
    nullable: true,
    description: 'Only replies to these requests, by id; to all when absent.',
  })
  requests?: string[] | null;
  @Field(() => String, { nullable: true, description: AFTER_DESCRIPTION })
  after?: string | null;
}

function replies({
  args: { requests, after },
  context,
}: {
  args: CooperationRequestRepliedArgs;
  context: Context<Stores>;
}) {
  const requestIds = requests?.map((id) => requireId('CooperationRequest', id, 'requests'));
  return liveChanges(context, {
    types: ['ExpressionOfInterest'],
    after,
    private: true,
    async wants({ entityId }, { stores }) {
      // The store returns null to a subscriber who may not see it.
      const interest = await stores.interests.byId.load(entityId);
      return interest !== null && (!requestIds || requestIds.includes(interest.requestId));
    },
  });
}

@Resolver(() => CooperationRequestReply)
export class CooperationRequestReplyResolver {
  @Subscription(() => CooperationRequestReply, {
    description:
      'Replies to requests for cooperation, new and changed, as they are committed; each side receives those visible to it (réponses à mes demandes, en direct).',
    subscribe: replies as never,
  })
  @RequiresScopes('request:write', 'interest:write')
  cooperationRequestReplied(
    @Root() change: LiveChange,
    @Args(() => CooperationRequestRepliedArgs) _args: CooperationRequestRepliedArgs,
  ): LiveChange {
    return change;
  }

  @FieldResolver(() => ExpressionOfInterest, {
    nullable: true,
    description:
      'The reply as it is now (manifestation d’intérêt); null when it is no longer visible to you.',
  })
  expressionOfInterest(@Root() change: LiveChange, @Ctx() { stores }: Context<Stores>) {
    return stores.interests.byId.load(change.entityId);
  }
}
