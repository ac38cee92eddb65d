import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate } from '#kernel/mutations';
import { problem } from '#vocabulary';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import {
  ApiKeyCreateInput,
  ApiKeyCreatePayload,
  ApiKeyRevokeInput,
  ApiKeyRevokePayload,
  PartnerCreateInput,
  PartnerCreatePayload,
  RoleGrantInput,
  RoleGrantPayload,
  RoleRevokeInput,
  RoleRevokePayload,
} from './administration.write.input.js';
import { createKey, createPartner, grantRole, revokeKey, revokeRole } from './administration.writes.js';
import type { Stores } from '../stores.js';

const unknownPartner = problem('PARTNER_UNKNOWN', 'partnerId');
const alreadyGranted = problem('ROLE_GRANTED');

@Resolver()
export class AccessMutations {
  @Mutation(() => PartnerCreatePayload, {
    description: 'Enters a partner (créer un partenaire). Problems: TEXT_INVALID, PARTNER_EXISTS.',
  })
  @RequiresScopes('access:write')
  partnerCreate(
    @Arg('input', () => PartnerCreateInput, { description: 'The partner.' }) input: PartnerCreateInput,
    @Ctx() context: Context<Stores>,
  ) {
    const duplicateName = problem('PARTNER_EXISTS', 'name');
    return mutate(
      context,
      {
        name: 'partnerCreate',
        input,
        object: 'partner',
        load: ({ access }: Stores, id) => access.partner.load(id),
        constraints: { partner_name_key: duplicateName },
      },
      (tx) => createPartner(tx, input),
    );
  }

  @Mutation(() => ApiKeyCreatePayload, {
    description:
      'Makes an API key for a partner, and shows its secret this once (créer une clé d’API). Problems: TEXT_INVALID, PARTNER_UNKNOWN, SCOPE_UNKNOWN, SCOPES_MISSING, EXPIRY_INVALID, NUMBER_INVALID.',
  })
  @RequiresScopes('access:write')
  async apiKeyCreate(
    @Arg('input', () => ApiKeyCreateInput, { description: 'The key.' }) input: ApiKeyCreateInput,
    @Ctx() context: Context<Stores>,
  ) {
    let created: { id: string; secret: string } | undefined;
    const payload = await mutate(
      context,
      {
        name: 'apiKeyCreate',
        input,
        object: 'apiKey',
        load: ({ access }: Stores, id) => access.key.load(id),
        constraints: { api_key_partner_id_fkey: unknownPartner },
      },
      async (tx) => (created = await createKey(tx, input)).id,
    );
    return { ...payload, secret: (payload.apiKey && created?.secret) ?? null };
  }

  @Mutation(() => ApiKeyRevokePayload, {
    description:
      'Revokes an API key, from the next request on (révoquer une clé d’API). Problems: NOT_FOUND, ALREADY_REVOKED.',
  })
  @RequiresScopes('access:write')
  apiKeyRevoke(
    @Arg('input', () => ApiKeyRevokeInput, { description: 'The key.' }) input: ApiKeyRevokeInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(
      context,
      {
        name: 'apiKeyRevoke',
        input,
        object: 'apiKey',
        load: ({ access }: Stores, id) => access.key.load(id),
      },
      (tx) => revokeKey(tx, input),
    );
  }

  @Mutation(() => RoleGrantPayload, {
    description:
      'Grants a role to a partner or to a person, from the next request on (attribuer un rôle). Problems: HOLDER_UNCLEAR, AUTHORITY_CLOSED, TEXT_INVALID, PARTNER_UNKNOWN, ROLE_GRANTED.',
  })
  @RequiresScopes('access:write')
  roleGrant(
    @Arg('input', () => RoleGrantInput, { description: 'The role, and for whom.' }) input: RoleGrantInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(
      context,
      {
        name: 'roleGrant',
        input,
        object: 'roleGrant',
        load: ({ access }: Stores, id) => access.grant.load(id),
        constraints: {
          role_grant_partner_id_fkey: unknownPartner,
          role_grant_of_partner: alreadyGranted,
          role_grant_of_principal: alreadyGranted,
        },
      },
      (tx) => grantRole(tx, input),
    );
  }

  @Mutation(() => RoleRevokePayload, {
    description:
      'Takes a role back, from the next request on (retirer un rôle). Problems: NOT_FOUND, ALREADY_REVOKED.',
  })
  @RequiresScopes('access:write')
  roleRevoke(
    @Arg('input', () => RoleRevokeInput, { description: 'The grant.' }) input: RoleRevokeInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(
      context,
      {
        name: 'roleRevoke',
        input,
        object: 'roleGrant',
        load: ({ access }: Stores, id) => access.grant.load(id),
      },
      (tx) => revokeRole(tx, input),
    );
  }
}
