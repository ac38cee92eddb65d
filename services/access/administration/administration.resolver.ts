import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { ApiKeysArgs, PartnersArgs, RoleGrantsArgs } from './administration.input.js';
import type { ApiKeyEntity } from '../api-key/api-key.entity.js';
import { ApiKey, ApiKeyConnection } from '../api-key/api-key.type.js';
import { Partner, PartnerConnection } from '../partner/partner.type.js';
import type { RoleGrantEntity } from '../role-grant/role-grant.entity.js';
import { Principal, RoleGrant, RoleGrantConnection } from '../role-grant/role-grant.type.js';
import type { Stores } from '../stores.js';

@Resolver(() => Partner)
export class PartnerResolver {
  @Query(() => PartnerConnection, {
    description: 'The partners, by name unless told otherwise (partenaires).',
  })
  @RequiresScopes('access:write')
  @Paged()
  partners(@Args(() => PartnersArgs) args: PartnersArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.access.partners(args);
  }
}

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @Query(() => ApiKeyConnection, {
    description: 'The API keys of all partners, the latest first unless told otherwise (clés d’API).',
  })
  @RequiresScopes('access:write')
  @Paged()
  apiKeys(@Args(() => ApiKeysArgs) args: ApiKeysArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.access.keys(args);
  }

  @FieldResolver(() => Partner, { description: 'Whose it is (partenaire).' })
  partner(@Root() { partnerId }: ApiKeyEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.access.partner.load(partnerId);
  }
}

@Resolver(() => RoleGrant)
export class RoleGrantResolver {
  @Query(() => RoleGrantConnection, {
    description:
      'Who has and had which role, the latest first unless told otherwise (attributions de rôles).',
  })
  @RequiresScopes('access:write')
  @Paged()
  roleGrants(@Args(() => RoleGrantsArgs) args: RoleGrantsArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.access.grants(args);
  }

  @FieldResolver(() => [ID], {
    description: 'Ids of the things to which it is confined; empty: it is confined to none (périmètre).',
  })
  of(@Root() { ofIds }: RoleGrantEntity) {
    return ofIds;
  }

  @FieldResolver(() => Partner, {
    nullable: true,
    description: 'The partner who has it; null when a person has it (partenaire).',
  })
  partner(@Root() { partnerId }: RoleGrantEntity, @Ctx() { stores }: Context<Stores>) {
    return partnerId === null ? null : stores.access.partner.load(partnerId);
  }

  @FieldResolver(() => Principal, {
    nullable: true,
    description: 'The person who has it; null when a partner has it (personne).',
  })
  principal(@Root() { principalId }: RoleGrantEntity, @Ctx() { stores }: Context<Stores>) {
    return principalId === null ? null : stores.access.principal.load(principalId);
  }
}
