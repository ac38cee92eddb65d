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
  description:
    'That an authority answers a request for cooperation, or something of its answer changed (réponse à une demande).',
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
  const wanted = requests?.map((id) => requireId('CooperationRequest', id, 'requests'));
  return liveChanges(context, {
    types: ['ExpressionOfInterest'],
    after,
    private: true,
    async wants({ entityId }, { stores }) {
      // Whoever may not see it finds nothing.
      const interest = await stores.interests.byId.load(entityId);
      return interest !== null && (!wanted || wanted.includes(interest.requestId));
    },
  });
}

@Resolver(() => CooperationRequestReply)
export class CooperationRequestReplyResolver {
  @Subscription(() => CooperationRequestReply, {
    description:
      'Replies to requests for cooperation, new and changed, as they are committed; to either side those that it may see (réponses à mes demandes, en direct).',
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
    description: 'The reply as it is now (manifestation d’intérêt); null for who may no longer see it.',
  })
  expressionOfInterest(@Root() change: LiveChange, @Ctx() { stores }: Context<Stores>) {
    return stores.interests.byId.load(change.entityId);
  }
}
