import type { AuditRow } from '#kernel/mutations';

// Output of `npm run access` as lines for people.

export interface Partner {
  id: string;
  name: string;
  createdAt: string;
}

export interface Key {
  id: string;
  name: string;
  prefix: string;
  scopes: string[] | null;
  budgetPerMinute: number | null;
  expiresAt: string;
  revokedAt: string | null;
  lastUsedAt: string | null;
  partner: { id: string; name: string };
}

export interface Grant {
  id: string;
  role: string;
  of: string[];
  grantedAt: string;
  revokedAt: string | null;
  partner: { id: string; name: string } | null;
  principal: { id: string; issuer: string; subject: string; name: string | null } | null;
}

const day = (time: string) => time.slice(0, 10);
const minute = (time: string) => time.slice(0, 16).replace('T', ' ');

export const partnerLines = (partners: readonly Partner[]): string[] =>
  partners.length
    ? partners.map(({ id, name, createdAt }) => `${id}  ${day(createdAt)}  ${name}`)
    : ['There are no partners.'];

export const keyLines = (keys: readonly Key[]): string[] =>
  keys.length ? keys.map(keyLine) : ['There are no keys.'];

function keyLine({
  id,
  name,
  prefix,
  scopes,
  budgetPerMinute,
  expiresAt,
  revokedAt,
  lastUsedAt,
  partner,
}: Key): string {
  const state =
    revokedAt !== null
      ? `revoked ${day(revokedAt)}`
      : Date.parse(expiresAt) <= Date.now()
        ? `expired ${day(expiresAt)}`
        : `until ${day(expiresAt)}`;
  const used = lastUsedAt === null ? 'never used' : `used ${minute(lastUsedAt)}`;
  const budget = budgetPerMinute === null ? '' : `  ${budgetPerMinute} a minute`;
  return `${id}  ${prefix}…  ${state}  ${used}  ${scopes?.join(' ') ?? 'all permissions'}${budget}  ${partner.name}: ${name}`;
}

export const grantLines = (grants: readonly Grant[]): string[] =>
  grants.length ? grants.map(grantLine) : ['No role is granted.'];

function grantLine({ id, role, of, grantedAt, revokedAt, partner, principal }: Grant): string {
  const holder = partner
    ? `partner ${partner.name} (${partner.id})`
    : `${principal!.name ?? 'person'} (${principal!.id}, ${principal!.issuer} ${principal!.subject})`;
  const until = revokedAt === null ? '' : ` until ${day(revokedAt)}`;
  return `${id}  ${role}${of.length ? ` of ${of.join(', ')}` : ''}  since ${day(grantedAt)}${until}  ${holder}`;
}

export const auditLines = (rows: readonly AuditRow[]): string[] =>
  rows.length
    ? rows.map((row) => {
        const { at, actor, operation, type, entityId } = row;
        return `${minute(at)}  ${actor}  ${operation || 'by SQL'}  ${type} ${entityId}  ${differences(row)}`;
      })
    : ['There are no changes.'];

/** Columns without meaning for people. */
const HIDDEN_COLUMNS = new Set(['version', 'updated_at', 'search_text']);
const MAX_CHARACTERS = 60;

function differences({ before, after }: AuditRow): string {
  const columns = Object.keys({ ...before, ...after }).filter(
    (column) =>
      !HIDDEN_COLUMNS.has(column) &&
      JSON.stringify(before?.[column]) !== JSON.stringify(after?.[column]) &&
      column !== 'id',
  );
  if (!before) return columns.map((column) => `${column}: ${shortText(after?.[column])}`).join(', ');
  return columns
    .map((column) => `${column}: ${shortText(before[column])} → ${shortText(after?.[column])}`)
    .join(', ');
}

function shortText(value: unknown): string {
  const text = value == null ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
}
