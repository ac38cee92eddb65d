import { sql } from '#kernel/database';
import { refuseAny, validateAll, type Transaction } from '#kernel/mutations';
import { requireId } from '#kernel/values';
import { problem, refusal } from '#vocabulary';

/** Source label of an actor who edits calls and laureates. */
export const ministryOf = ({ actor: { roles } }: Transaction) =>
  roles.includes('ADMINISTRATOR') && !roles.includes('REVIEWER') ? 'an administrator' : 'the ministry';

const MAX_ENTRIES = 30;

/** Partners of a partnership or laureate, from the tables `french_authority` and `foreign_authority`. */
export interface Partners {
  frenchIds: string[];
  foreign: { id: string; kind: string }[];
  countryCode: string;
  /** Names of all partners, for search. */
  names: string[];
}

function idsOf(type: string, inputIds: readonly string[], field: string): string[] {
  const ids = inputIds.map((id) => requireId(type, id, `input.${field}`));
  if (!ids.length || ids.length > MAX_ENTRIES || new Set(ids).size < ids.length)
    throw refusal('PARTNERS_INVALID.BETWEEN', field, { max: MAX_ENTRIES });
  return ids;
}

/**
 * Returns the partners by their ids; all must be known, and the foreign partners must be in one country.
 * @throws Refusal PARTNERS_INVALID, AUTHORITY_UNKNOWN, FOREIGN_AUTHORITY_UNKNOWN, COUNTRIES_DIFFER
 */
export async function partnersOf(
  transaction: Transaction,
  input: { frenchAuthorityIds: readonly string[]; foreignAuthorityIds: readonly string[] },
): Promise<Partners> {
  const { frenchIds, foreignIds } = await validateAll({
    frenchIds: () => idsOf('Authority', input.frenchAuthorityIds, 'frenchAuthorityIds'),
    foreignIds: () => idsOf('ForeignAuthority', input.foreignAuthorityIds, 'foreignAuthorityIds'),
  });
  const known = await transaction
    .named('ForeignAuthority.partners')
    .rows<{ id: string; kind: string; countryCode: string; names: string[] }>(
      sql`SELECT id, kind, country_code AS "countryCode", names FROM foreign_authority WHERE id = ANY(${foreignIds}::uuid[])`,
    );
  const foreign = foreignIds.flatMap((id) => known.find((authority) => authority.id === id) ?? []);
  const [countryCode, ...otherCountries] = new Set(foreign.map((authority) => authority.countryCode));
  const french = await transaction
    .named('FrenchAuthority.partners')
    .rows<{ id: string; name: string }>(
      sql`SELECT authority_id AS id, name FROM french_authority WHERE authority_id = ANY(${frenchIds}::uuid[])`,
    );
  const isMissing = (among: readonly { id: string }[]) => (id: string) => !among.some((one) => one.id === id);
  refuseAny([
    ...frenchIds
      .filter(isMissing(french))
      .map((id) => problem('AUTHORITY_UNKNOWN', 'frenchAuthorityIds', { id })),
    ...foreignIds
      .filter(isMissing(foreign))
      .map((id) => problem('FOREIGN_AUTHORITY_UNKNOWN', 'foreignAuthorityIds', { id })),
    otherCountries.length > 0 && problem('COUNTRIES_DIFFER', 'foreignAuthorityIds'),
  ]);
  return {
    frenchIds,
    foreign: foreign.map(({ id, kind }) => ({ id, kind })),
    countryCode: countryCode!,
    names: [...french.map(({ name }) => name), ...foreign.flatMap(({ names }) => names)],
  };
}
