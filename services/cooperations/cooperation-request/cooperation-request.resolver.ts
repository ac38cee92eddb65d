import { isPermitted } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import {
  type CooperationRequestRow,
  requestsAnsweredBy,
  requestsOfCountry,
  requestsOfForeignAuthority,
  requestsOfPartnership,
  requestsOfTheme,
} from './cooperation-request.store.js';
import { CooperationRequestsArgs } from './cooperation-request.input.js';
import { CooperationRequest, CooperationRequestConnection } from './cooperation-request.type.js';
import { RequestClosingReason } from './cooperation-request.write.input.js';
import { Partnership } from '../partnership/partnership.type.js';
import { Authority } from '../references/authority.type.js';
import { Country } from '../references/country.type.js';
import { ForeignAuthority } from '../references/foreign-authority.type.js';
import { Theme } from '../references/theme.type.js';
import type { Stores } from '../stores.js';

@Resolver(() => CooperationRequest)
export class CooperationRequestResolver {
  @Query(() => CooperationRequest, {
    nullable: true,
    description: 'One request for cooperation; null when there is none.',
  })
  cooperationRequest(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.requests.byId.load(requireId('CooperationRequest', id));
  }

  @Query(() => CooperationRequestConnection, {
    description:
      'Needs for which foreign authorities seek or sought a French partner, filtered and ordered (demandes de coopération).',
  })
  @Paged()
  cooperationRequests(
    @Args(() => CooperationRequestsArgs) args: CooperationRequestsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.requests.page(args);
  }

  @FieldResolver(() => ForeignAuthority, {
    nullable: true,
    description: 'The requesting authority (autorité locale étrangère); null when the source names none.',
  })
  foreignAuthority(@Root() request: CooperationRequestRow) {
    return request.foreignAuthorityId === null ? null : { id: request.foreignAuthorityId };
  }

  @FieldResolver(() => Country, {
    nullable: true,
    description: 'Country of the requesting authority (pays).',
  })
  country(@Root() request: CooperationRequestRow) {
    return { code: request.countryCode };
  }

  @FieldResolver(() => [Theme], {
    nullable: true,
    description: 'Its themes (thématiques); empty when the source classifies nothing.',
  })
  themes(@Root() request: CooperationRequestRow) {
    return request.themeCodes.map((code) => ({ code }));
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the source gives it a theme; false: not classified (non classé).',
  })
  isClassified(@Root() request: CooperationRequestRow) {
    return request.themeCodes.length > 0;
  }

  @FieldResolver(() => [Authority], {
    nullable: true,
    description:
      'French authorities that answered, according to the source or accepted by the author (collectivités françaises). Only the two sides see answers that are not accepted.',
  })
  answeredBy(@Root() request: CooperationRequestRow) {
    return request.answeredByIds.map((id) => ({ id }));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Role mailbox of the requesting authority (contact); visible to its own side, to the authority whose answer was accepted and to administrators, null for everybody else.',
  })
  async contact(@Root() request: CooperationRequestRow, @Ctx() { caller, stores }: Context<Stores>) {
    if (request.contact === null) return null;
    if (isPermitted(caller.actor, 'request:write', request.foreignAuthorityId!)) return request.contact;
    // The store returns an accepted answer to its two sides only.
    const accepted =
      request.acceptedInterestId && (await stores.interests.byId.load(request.acceptedInterestId));
    return accepted ? request.contact : null;
  }

  @FieldResolver(() => RequestClosingReason, {
    nullable: true,
    description: 'Why its author closed it (motif de clôture); null when it was not closed here.',
  })
  closingReason(@Root() request: CooperationRequestRow) {
    return request.closingReason;
  }

  @FieldResolver(() => Partnership, {
    nullable: true,
    description: 'The partnership that resulted from it (partenariat).',
  })
  partnership(@Root() request: CooperationRequestRow, @Ctx() { stores }: Context<Stores>) {
    return request.partnershipId === null ? null : stores.partnerships.byId.load(request.partnershipId);
  }
}

@Resolver(() => ForeignAuthority)
export class ForeignAuthorityRequestsResolver {
  @FieldResolver(() => CooperationRequestConnection, {
    nullable: true,
    description: 'Needs that it stated (demandes de coopération).',
  })
  @Paged()
  cooperationRequests(
    @Root() authority: ForeignAuthority,
    @Args(() => CooperationRequestsArgs) args: CooperationRequestsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.requests.page(args, requestsOfForeignAuthority(authority.id));
  }
}

@Resolver(() => Authority)
export class AuthorityAnsweredRequestsResolver {
  @FieldResolver(() => CooperationRequestConnection, {
    nullable: true,
    description: 'Needs of foreign authorities that it answered (demandes de coopération).',
  })
  @Paged()
  answeredRequests(
    @Root() authority: Authority,
    @Args(() => CooperationRequestsArgs) args: CooperationRequestsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.requests.page(args, requestsAnsweredBy(authority.id));
  }
}

@Resolver(() => Partnership)
export class PartnershipRequestsResolver {
  @FieldResolver(() => CooperationRequestConnection, {
    nullable: true,
    description: 'Requests that led to it (demandes de coopération).',
  })
  @Paged()
  cooperationRequests(
    @Root() partnership: Partnership,
    @Args(() => CooperationRequestsArgs) args: CooperationRequestsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.requests.page(args, requestsOfPartnership(partnership.id));
  }
}

@Resolver(() => Country)
export class CountryRequestsResolver {
  @FieldResolver(() => CooperationRequestConnection, {
    nullable: true,
    description: 'Needs that authorities of the country stated (demandes de coopération).',
  })
  @Paged()
  cooperationRequests(
    @Root() country: Country,
    @Args(() => CooperationRequestsArgs) args: CooperationRequestsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.requests.page(args, requestsOfCountry(country.code));
  }
}

@Resolver(() => Theme)
export class ThemeRequestsResolver {
  @FieldResolver(() => CooperationRequestConnection, {
    nullable: true,
    description:
      'Needs in this theme or one below it (demandes de coopération); those without a theme belong to none.',
  })
  @Paged()
  async cooperationRequests(
    @Root() theme: Theme,
    @Args(() => CooperationRequestsArgs) args: CooperationRequestsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.requests.page(args, requestsOfTheme(theme.code, await stores.themes.subtree(theme.code)));
  }
}
