import { sql, type Reader } from '#kernel/database';
import { badUserInput } from '#kernel/errors';
import { newId } from '#kernel/values';
import { checkedRole } from './role-grant/checked-role.js';
import { principalId } from './viewer/identity.store.js';

/** The issuer inside a gateway on a developer's machine; an issuer on the internet has https. */
const ISSUER = /^http:\/\/[\w.:[\]-]+\/development$/;

export interface DevelopmentGrant {
  issuer: string;
  subject: string;
  name: string;
  role: string | null;
  of: readonly string[];
}

/**
 * Sees to it that the person exists and has the role.
 * @throws BAD_USER_INPUT for a role or an id that is none
 */
export async function grantForDevelopment(reader: Reader, wanted: DevelopmentGrant): Promise<void> {
  const { issuer, subject, name } = wanted;
  if (!ISSUER.test(issuer)) throw badUserInput({ argument: 'issuer', expected: 'the development issuer' });
  const id = principalId(issuer, subject);
  const person = sql`INSERT INTO principal (id, issuer, subject, name) VALUES (${id}, ${issuer}, ${subject}, ${name})
    ON CONFLICT DO NOTHING`;
  if (wanted.role === null) return void (await reader.named('Development.person').rows(sql`${person}`));
  const { role, of } = checkedRole(wanted.role, wanted.of);
  await reader.named('Development.grant').rows(sql`WITH person AS (${person})
    INSERT INTO role_grant (id, principal_id, role, of_ids) VALUES (${newId('RoleGrant')}, ${id}, ${role}, ${of}::uuid[])
    ON CONFLICT DO NOTHING`);
}
