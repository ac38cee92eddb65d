import { hashOfApiKey, newApiKey, shownOfApiKey } from '#kernel/auth';
import { sql } from '#kernel/database';
import {
  lockRow,
  refuseAny,
  validateAll,
  validateOptionalText,
  validateText,
  type Transaction,
} from '#kernel/mutations';
import { newId, requireId } from '#kernel/values';
import { problem, refusal, today } from '#vocabulary';
import type {
  ApiKeyCreateInput,
  ApiKeyRevokeInput,
  PartnerCreateInput,
  RoleGrantInput,
  RoleRevokeInput,
} from './administration.write.input.js';
import { ApiKeyEntity } from '../api-key/api-key.entity.js';
import { checkedRole } from '../role-grant/checked-role.js';
import { principalId } from '../viewer/identity.store.js';
import { PartnerEntity } from '../partner/partner.entity.js';
import { RoleGrantEntity } from '../role-grant/role-grant.entity.js';
import { SCOPES } from '../role-grant/roles.js';

const MAX_CHARACTERS = 200;
const YEAR_MS = 366 * 86_400_000;
const MAX_YEARS = 3;
/** Smallest budget of a key, so that the dearest operation can be executed. */
const MIN_BUDGET = 250_000;

/** @returns the id of the partner */
export async function createPartner(tx: Transaction, { name }: PartnerCreateInput): Promise<string> {
  const id = newId('Partner');
  await tx.manager.insert(PartnerEntity, { id, name: validateText(name, 'name', MAX_CHARACTERS) });
  return id;
}

/** @returns the id of the key and its secret, which is stored only as a hash and cannot be read later */
export async function createKey(
  tx: Transaction,
  { partnerId, name, scopes, expiresAt, budgetPerMinute }: ApiKeyCreateInput,
): Promise<{ id: string; secret: string }> {
  const partner = requireId('Partner', partnerId, 'input.partnerId');
  const unknown = scopes?.find((scope) => !SCOPES.includes(scope));
  const until = expiresAt ?? new Date(Date.now() + YEAR_MS);
  const isExpiryInvalid = until.getTime() <= Date.now() || until.getTime() > Date.now() + MAX_YEARS * YEAR_MS;
  const { validName } = await validateAll({
    validName: () => validateText(name, 'name', MAX_CHARACTERS),
    rights: () =>
      refuseAny([
        unknown !== undefined && problem('SCOPE_UNKNOWN', 'scopes', { scopes: SCOPES.join(', ') }),
        scopes?.length === 0 && problem('SCOPES_MISSING', 'scopes'),
        isExpiryInvalid && problem('EXPIRY_INVALID.YEARS', 'expiresAt', { years: MAX_YEARS }),
        budgetPerMinute != null &&
          budgetPerMinute < MIN_BUDGET &&
          problem('NUMBER_INVALID.AT_LEAST', 'budgetPerMinute', { min: MIN_BUDGET }),
      ]),
  });
  const id = newId('ApiKey');
  const secret = newApiKey();
  await tx.manager.insert(ApiKeyEntity, {
    id,
    partnerId: partner,
    name: validName,
    prefix: shownOfApiKey(secret),
    hash: hashOfApiKey(secret),
    scopes: scopes ?? null,
    budgetPerMinute: budgetPerMinute ?? null,
    expiresAt: until,
  });
  return { id, secret };
}

/** @returns the id of the key */
export async function revokeKey(tx: Transaction, input: ApiKeyRevokeInput): Promise<string> {
  const id = requireId('ApiKey', input.id, 'input.id');
  const key = await lockRow<{ version: number; revokedAt: Date | null }>(
    tx,
    'ApiKey',
    sql`SELECT version, revoked_at AS "revokedAt" FROM api_key WHERE id = ${id}`,
  );
  if (key.revokedAt) throw refusal('ALREADY_REVOKED.KEY', 'id');
  await tx.manager.update(ApiKeyEntity, { id }, { revokedAt: () => 'now()' });
  return id;
}

/** @returns the id of the grant */
export async function grantRole(tx: Transaction, input: RoleGrantInput): Promise<string> {
  const { role, of } = checkedRole(input.role, input.of ?? [], 'input.');
  const [closed] = await tx.rows<{ id: string; successorId: string | null }>(
    sql`SELECT id, successor_id AS "successorId" FROM closed_authority WHERE id = ANY(${of}::uuid[]) AND valid_to <= ${today}::text`,
  );
  if (closed)
    throw closed.successorId
      ? refusal('AUTHORITY_CLOSED.GRANT_SUCCESSOR', 'of', { id: closed.id, successor: closed.successorId })
      : refusal('AUTHORITY_CLOSED.GRANT', 'of', { id: closed.id });
  const holder = await holderOf(tx, input);
  const id = newId('RoleGrant');
  await tx.manager.insert(RoleGrantEntity, {
    id,
    partnerId: holder.partner,
    principalId: holder.principal,
    role,
    ofIds: of,
  });
  return id;
}

type GrantHolder = { partner: string; principal: null } | { partner: null; principal: string };

/** Holder of a grant: a partner, or a person, who is created when they are unknown. */
async function holderOf(
  tx: Transaction,
  { partnerId, issuer, subject, name }: RoleGrantInput,
): Promise<GrantHolder> {
  const isPerson = issuer != null || subject != null;
  if ((partnerId != null) === isPerson || (isPerson && (issuer == null || subject == null)))
    throw refusal('HOLDER_UNCLEAR');
  if (partnerId != null)
    return { partner: requireId('Partner', partnerId, 'input.partnerId'), principal: null };
  const person = await validateAll({
    issuer: () => validateText(issuer!, 'issuer', MAX_CHARACTERS),
    subject: () => validateText(subject!, 'subject', MAX_CHARACTERS),
    name: () => validateOptionalText(name ?? null, 'name', MAX_CHARACTERS),
  });
  const id = principalId(person.issuer, person.subject);
  await tx.rows(sql`INSERT INTO principal (id, issuer, subject, name) VALUES (${id}, ${person.issuer}, ${person.subject}, ${person.name})
    ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE excluded.name IS NOT NULL AND excluded.name IS DISTINCT FROM principal.name`);
  return { partner: null, principal: id };
}

/** @returns the id of the grant */
export async function revokeRole(tx: Transaction, input: RoleRevokeInput): Promise<string> {
  const id = requireId('RoleGrant', input.id, 'input.id');
  const grant = await lockRow<{ version: number; revokedAt: Date | null }>(
    tx,
    'RoleGrant',
    sql`SELECT version, revoked_at AS "revokedAt" FROM role_grant WHERE id = ${id}`,
  );
  if (grant.revokedAt) throw refusal('ALREADY_REVOKED.GRANT', 'id');
  await tx.manager.update(RoleGrantEntity, { id }, { revokedAt: () => 'now()' });
  return id;
}
