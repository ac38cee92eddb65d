import { canWrite, scopeTargets, type Actor } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Authority } from '../references/authority.type.js';
import { CountryGroup } from '../references/country-group.type.js';
import { ForeignAuthority } from '../references/foreign-authority.type.js';
import { ROLES, type ConfinedTo } from '../role-grant/roles.js';
import type { Stores } from '../stores.js';
import type { ViewerRoleRow } from './viewer.store.js';
import { Viewer, ViewerPermission, ViewerRole } from './viewer.type.js';

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

  @FieldResolver(() => [ViewerRole], { description: 'The roles that they have now (rôles).' })
  roles(@Root() { id }: Actor & { id: string }, @Ctx() { stores }: Context<Stores>) {
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
