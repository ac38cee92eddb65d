import { Authenticated } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { CooperationRequest } from '../cooperation-request/cooperation-request.type.js';
import type { ExpressionOfInterestEntity } from './expression-of-interest.entity.js';
import { ExpressionsOfInterestArgs } from './expression-of-interest.input.js';
import { interestsInRequest, interestsOfAuthority } from './expression-of-interest.store.js';
import { ExpressionOfInterest, ExpressionOfInterestConnection } from './expression-of-interest.type.js';
import { Authority } from '../references/authority.type.js';
import type { Stores } from '../stores.js';

const OWN = 'Only those visible to you: made by your authorities, or in reply to your requests.';

@Resolver(() => ExpressionOfInterest)
export class ExpressionOfInterestResolver {
  @Query(() => ExpressionOfInterest, {
    nullable: true,
    description: 'One expression of interest; null when there is none or it is not visible to you.',
  })
  @Authenticated()
  expressionOfInterest(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.interests.byId.load(requireId('ExpressionOfInterest', id));
  }

  @Query(() => ExpressionOfInterestConnection, {
    description: `Expressions of interest (manifestations d’intérêt). ${OWN}`,
  })
  @Authenticated()
  @Paged()
  expressionsOfInterest(
    @Args(() => ExpressionsOfInterestArgs) args: ExpressionsOfInterestArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.interests.page(args);
  }

  @FieldResolver(() => CooperationRequest, {
    nullable: true,
    description: 'The request that it answers (demande).',
  })
  request(@Root() interest: ExpressionOfInterestEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.requests.byId.load(interest.requestId);
  }

  @FieldResolver(() => Authority, {
    nullable: true,
    description: 'The French authority that made it (collectivité).',
  })
  authority(@Root() interest: ExpressionOfInterestEntity) {
    return { id: interest.authorityId };
  }
}

@Resolver(() => CooperationRequest)
export class RequestInterestsResolver {
  @FieldResolver(() => ExpressionOfInterestConnection, {
    nullable: true,
    description: `Answers of authorities to it (manifestations d’intérêt). ${OWN}`,
  })
  @Authenticated()
  @Paged()
  expressionsOfInterest(
    @Root() request: CooperationRequest,
    @Args(() => ExpressionsOfInterestArgs) args: ExpressionsOfInterestArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.interests.page(args, interestsInRequest(request.id));
  }
}

@Resolver(() => Authority)
export class AuthorityInterestsResolver {
  @FieldResolver(() => ExpressionOfInterestConnection, {
    nullable: true,
    description: `Its answers to requests for cooperation (manifestations d’intérêt). ${OWN}`,
  })
  @Authenticated()
  @Paged()
  expressionsOfInterest(
    @Root() authority: Authority,
    @Args(() => ExpressionsOfInterestArgs) args: ExpressionsOfInterestArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.interests.page(args, interestsOfAuthority(authority.id));
  }
}
