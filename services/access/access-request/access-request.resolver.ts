import { Authenticated, isPermitted } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { CountryCodeScalar, ForeignAuthorityKind } from '#vocabulary';
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ForeignAuthority } from '../references/foreign-authority.type.js';
import { Principal } from '../role-grant/role-grant.type.js';
import type { Stores } from '../stores.js';
import { AccessRequestsArgs } from './access-request.input.js';
import type { AccessRequestRow } from './access-request.store.js';
import { AccessRequest, AccessRequestConnection } from './access-request.type.js';
import { DECIDE_SCOPE } from './access-request.writes.js';

@Resolver(() => AccessRequest)
export class AccessRequestResolver {
  @Query(() => AccessRequestConnection, {
    description:
      'Requests for access, the latest first unless told otherwise: all of them for those who decide on them (`access-request:decide`), their own for others (demandes d’accès).',
  })
  @Authenticated()
  @Paged()
  accessRequests(
    @Args(() => AccessRequestsArgs) args: AccessRequestsArgs,
    @Ctx() { stores, caller: { actor } }: Context<Stores>,
  ) {
    return stores.accessRequests.page(args, isPermitted(actor, DECIDE_SCOPE) ? undefined : actor.id!);
  }

  @FieldResolver(() => ForeignAuthority, {
    nullable: true,
    description:
      'The authority for which they ask; null while it is not known yet (autorité locale étrangère).',
  })
  foreignAuthority(@Root() { foreignAuthorityId }: AccessRequestRow) {
    return foreignAuthorityId === null ? null : { id: foreignAuthorityId };
  }

  @FieldResolver(() => CountryCodeScalar, {
    nullable: true,
    description: 'Country of an authority that is not known yet (pays proposé).',
  })
  proposedCountry(@Root() { countryCode }: AccessRequestRow) {
    return countryCode;
  }

  @FieldResolver(() => ForeignAuthorityKind, {
    nullable: true,
    description: 'Kind of an authority that is not known yet (nature proposée).',
  })
  proposedKind(@Root() { kind }: AccessRequestRow) {
    return kind;
  }

  @FieldResolver(() => Principal, { description: 'The person who asks (personne).' })
  principal(@Root() { principalId }: AccessRequestRow, @Ctx() { stores }: Context<Stores>) {
    return stores.access.principal.load(principalId);
  }
}
