import { sql } from '#kernel/database';
import { refuseAny, validateAll, type Transaction } from '#kernel/mutations';
import { requireId } from '#kernel/values';
import { problem, refusal } from '#vocabulary';

/** Source label of an actor who edits calls and laureates. */
export const ministryOf = ({ actor: { roles } }: Transaction) =>
  roles.includes('ADMINISTRATOR') && !roles.includes('REVIEWER') ? 'an administrator' : 'the ministry';

/** Largest number of partners on either side. */
export const MAX_PARTNERS = 30;

/** Partners of a partnership or laureate, from the tables `french_authority` and `foreign_authority`. */
export interface Partners {
  frenchIds: string[];
  foreign: { id: string; kind: string }[];
  /** Country of the first foreign partner, then those of the others. */
  countryCodes: string[];
  /** Names of all partners, for search. */
  names: string[];
}

function idsOf(type: string, inputIds: readonly string[], field: string): string[] {
  const ids = inputIds.map((id) => requireId(type, id, `input.${field}`));
  if (!ids.length || ids.length > MAX_PARTNERS || new Set(ids).size < ids.length)
    throw refusal('PARTNERS_INVALID.BETWEEN', field, { max: MAX_PARTNERS });
  return ids;
}

/** Authorities that the tables of this subgraph know, by id. */
export interface KnownPartners {
  french: ReadonlyMap<string, { id: string; name: string | null }>;
  foreign: ReadonlyMap<string, { id: string; kind: string; countryCode: string; names: string[] }>;
}

const byId = <Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));

/** Reads authorities by their ids, in two statements. */
export async function readPartners(
  transaction: Transaction,
  frenchIds: readonly string[],
  foreignIds: readonly string[],
): Promise<KnownPartners> {
  const foreign = await transaction
    .named('ForeignAuthority.partners')
    .rows<{ id: string; kind: string; countryCode: string; names: string[] }>(
      sql`SELECT id, kind, country_code AS "countryCode", names FROM foreign_authority WHERE id = ANY(${foreignIds}::uuid[])`,
    );
  const french = await transaction
    .named('FrenchAuthority.partners')
    .rows<{ id: string; name: string | null }>(
      sql`SELECT authority_id AS id, name FROM french_authority WHERE authority_id = ANY(${frenchIds}::uuid[])`,
    );
  return { french: byId(french), foreign: byId(foreign) };
}

/** Partners by their ids. @throws Refusal AUTHORITY_UNKNOWN, FOREIGN_AUTHORITY_UNKNOWN */
export function partnersAmong(
  known: KnownPartners,
  frenchIds: readonly string[],
  foreignIds: readonly string[],
): Partners {
  refuseAny([
    ...frenchIds
      .filter((id) => !known.french.has(id))
      .map((id) => problem('AUTHORITY_UNKNOWN', 'frenchAuthorityIds', { id })),
    ...foreignIds
      .filter((id) => !known.foreign.has(id))
      .map((id) => problem('FOREIGN_AUTHORITY_UNKNOWN', 'foreignAuthorityIds', { id })),
  ]);
  const foreign = foreignIds.map((id) => known.foreign.get(id)!);
  return {
    frenchIds: [...frenchIds],
    foreign: foreign.map(({ id, kind }) => ({ id, kind })),
    countryCodes: [...new Set(foreign.map(({ countryCode }) => countryCode))],
    names: [
      ...frenchIds.flatMap((id) => known.french.get(id)!.name ?? []),
      ...foreign.flatMap(({ names }) => names),
    ],
  };
}

/**
 * Returns the partners by their ids; all must be known.
 * @throws Refusal PARTNERS_INVALID, AUTHORITY_UNKNOWN, FOREIGN_AUTHORITY_UNKNOWN
 */
export async function partnersOf(
  transaction: Transaction,
  input: { frenchAuthorityIds: readonly string[]; foreignAuthorityIds: readonly string[] },
): Promise<Partners> {
  const { frenchIds, foreignIds } = await validateAll({
    frenchIds: () => idsOf('Authority', input.frenchAuthorityIds, 'frenchAuthorityIds'),
    foreignIds: () => idsOf('ForeignAuthority', input.foreignAuthorityIds, 'foreignAuthorityIds'),
  });
  return partnersAmong(await readPartners(transaction, frenchIds, foreignIds), frenchIds, foreignIds);
}

/** As {@link partnersOf}, for partners abroad of one country. @throws Refusal COUNTRIES_DIFFER as well */
export async function partnersOfOneCountry(
  ...given: Parameters<typeof partnersOf>
): Promise<Partners & { countryCode: string }> {
  const partners = await partnersOf(...given);
  const [countryCode, ...others] = partners.countryCodes;
  if (others.length) throw refusal('COUNTRIES_DIFFER', 'foreignAuthorityIds');
  return { ...partners, countryCode: countryCode! };
}
