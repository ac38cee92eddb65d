import type { Context } from '#kernel/context';
import { PageArgs, Paged } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { AS_OF } from '../freshness/freshness.type.js';
import { Match, MatchConnection } from './match.type.js';
import { Authority } from '../references/authority.type.js';
import { CooperationRequest } from '../references/cooperation-request.type.js';
import type { Stores } from '../stores.js';

@ArgsType()
class MatchesArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: AS_OF })
  asOf?: string | null;
}

const EACH = 'each point explained';

@Resolver(() => Match)
export class MatchResolver {
  @Query(() => MatchConnection, {
    description: `Open requests for cooperation that an authority could answer, those that it fits best first, ${EACH} (demandes pour une collectivité): the reverse of \`CooperationRequest.matches\`. Each request once, with that expertise of the authority which fits it best.`,
  })
  @Paged()
  async requestsFor(
    @Arg('authority', () => ID, { description: 'Id of the authority.' }) authority: string,
    @Args(() => MatchesArgs) args: MatchesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    await stores.freshness.atLeast(args.asOf);
    return stores.matches.forAuthority(args, requireId('Authority', authority, 'authority'));
  }
}

@Resolver(() => CooperationRequest)
export class RequestMatchesResolver {
  @FieldResolver(() => MatchConnection, {
    nullable: true,
    description: `Expertises of authorities of today that could answer it, those that fit best first, ${EACH}; equal ones by name (correspondances). In its themes, those above, below and beside them; in any theme when it names none, and then only what fits in something else.`,
  })
  @Paged()
  async matches(
    @Root() request: CooperationRequest,
    @Args(() => MatchesArgs) args: MatchesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    await stores.freshness.atLeast(args.asOf);
    return stores.matches.forRequest(args, request.id);
  }
}

@Resolver(() => Authority)
export class AuthorityMatchesResolver {
  @FieldResolver(() => MatchConnection, {
    nullable: true,
    description: `Open requests for cooperation that it could answer, as \`requestsFor\` finds them (demandes correspondantes).`,
  })
  @Paged()
  async matchingRequests(
    @Root() authority: Authority,
    @Args(() => MatchesArgs) args: MatchesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    await stores.freshness.atLeast(args.asOf);
    return stores.matches.forAuthority(args, authority.id);
  }
}
