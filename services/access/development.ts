import { sql, type Reader } from '#kernel/database';
import { badUserInput, expected } from '#kernel/errors';
import { newId } from '#kernel/values';
import { checkedRole } from './role-grant/checked-role.js';
import { principalId } from './viewer/identity.store.js';

/** Address of the development issuer inside a gateway on a developer's machine. Plain http: no issuer on the internet matches. */
const ISSUER = /^http:\/\/[\w.:[\]-]+\/development$/;

export interface DevelopmentGrant {
  issuer: string;
  subject: string;
  name: string;
  role: string | null;
  of: readonly string[];
}

/**
 * Creates the person and grants the role, unless they exist already.
 * @throws BAD_USER_INPUT for another issuer, an unknown role or an invalid id
 */
export async function grantForDevelopment(reader: Reader, grant: DevelopmentGrant): Promise<void> {
  const { issuer, subject, name } = grant;
  if (!ISSUER.test(issuer))
    throw badUserInput({ argument: 'issuer', expected: expected('DEVELOPMENT_ISSUER') });
  const id = principalId(issuer, subject);
  const insertPerson = sql`INSERT INTO principal (id, issuer, subject, name) VALUES (${id}, ${issuer}, ${subject}, ${name})
    ON CONFLICT DO NOTHING`;
  if (grant.role === null) return void (await reader.named('Development.person').rows(insertPerson));
  const { role, of } = checkedRole(grant.role, grant.of);
  await reader.named('Development.grant').rows(sql`WITH person AS (${insertPerson})
    INSERT INTO role_grant (id, principal_id, role, of_ids) VALUES (${newId('RoleGrant')}, ${id}, ${role}, ${of}::uuid[])
    ON CONFLICT DO NOTHING`);
}
