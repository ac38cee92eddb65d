import { canWrite, scopeTargets, type Actor } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { makeId } from '#kernel/values';
import { Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Authority } from '../references/authority.type.js';
import { CountryGroup } from '../references/country-group.type.js';
import { ForeignAuthority } from '../references/foreign-authority.type.js';
import { Partner } from '../partner/partner.type.js';
import { Principal } from '../role-grant/role-grant.type.js';
import { ROLES, type ConfinedTo } from '../role-grant/roles.js';
import type { Stores } from '../stores.js';
import type { ViewerRoleRow } from './viewer.store.js';
import { Viewer, ViewerPermission, ViewerRole } from './viewer.type.js';

/** Somebody who is not anonymous. */
type Known = Actor & { id: string };

/**
 * Id of the view that somebody has of themselves. It differs from that of the person or partner: what a viewer may do
 * depends on the credential, and clients such as Relay keep one object for each id, whatever its type.
 */
const viewerId = (id: string): string => makeId('Viewer', id);

@Resolver(() => Viewer)
export class ViewerResolver {
  @Query(() => Viewer, {
    nullable: true,
    description:
      'Who asks, and what they may do; null for who sends neither a token nor an API key (qui demande).',
  })
  viewer(@Ctx() { caller: { actor } }: Context<Stores>) {
    return actor.id === null ? null : { ...actor, expiresAt: dateOf(actor.expiresAt) };
  }

  @FieldResolver(() => ID, {
    description:
      'Opaque, and the same at each visit; for themselves alone. The id by which others know them, and by which the audit names them, is that of `principal` or `partner`.',
  })
  id(@Root() { id }: Known): string {
    return viewerId(id);
  }

  @FieldResolver(() => Principal, {
    nullable: true,
    description: 'The person who asks; null for a partner, and for a person who has no role here (personne).',
  })
  principal(@Root() { kind, id }: Known, @Ctx() { stores }: Context<Stores>) {
    return kind === 'PERSON' ? stores.access.principal.load(id) : null;
  }

  @FieldResolver(() => Partner, {
    nullable: true,
    description: 'The partner whose program asks; null for a person (partenaire).',
  })
  partner(@Root() { kind, id }: Known, @Ctx() { stores }: Context<Stores>) {
    return kind === 'PARTNER' ? stores.access.partner.load(id) : null;
  }

  @FieldResolver(() => [ViewerRole], { description: 'The roles that they have now (rôles).' })
  roles(@Root() { id }: Known, @Ctx() { stores }: Context<Stores>) {
    return stores.viewer.roles(id);
  }

  @FieldResolver(() => [ViewerPermission], {
    description: 'What follows from the roles, as far as the API key of this request reaches (permissions).',
  })
  permissions(@Root() actor: Actor): ViewerPermission[] {
    return [...new Set(actor.permissions.map(({ scope }) => scope))].map((scope) => {
      const reach = scopeTargets(actor, scope);
      return { scope, of: reach === 'ALL' ? null : reach.filter((id) => canWrite(actor, scope, id)) };
    });
  }
}

const targetsOf = ({ role, of }: ViewerRoleRow, type: ConfinedTo) =>
  ROLES[role].of === type ? of.map((id) => ({ id })) : [];

@Resolver(() => ViewerRole)
export class ViewerRoleResolver {
  @FieldResolver(() => [Authority], {
    nullable: 'items',
    description: 'The authorities to which it is confined (collectivités).',
  })
  authorities(@Root() role: ViewerRoleRow) {
    return targetsOf(role, 'Authority');
  }

  @FieldResolver(() => [ForeignAuthority], {
    nullable: 'items',
    description: 'The foreign authorities to which it is confined (autorités locales étrangères).',
  })
  foreignAuthorities(@Root() role: ViewerRoleRow) {
    return targetsOf(role, 'ForeignAuthority');
  }

  @FieldResolver(() => [CountryGroup], {
    nullable: 'items',
    description: 'The country groups to which it is confined (groupes-pays).',
  })
  countryGroups(@Root() role: ViewerRoleRow) {
    return targetsOf(role, 'CountryGroup');
  }
}

const dateOf = (time: number | null): Date | null => (time === null ? null : new Date(time));
