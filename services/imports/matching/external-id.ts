import { createHash } from 'node:crypto';
import { foldText } from '#kernel/values';
import type { ForeignAuthorityText, FrenchAuthorityText, ImportRow } from '../mapping/import-row.js';

const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);

const frenchKey = ({
  name,
  siren,
  inseeCode,
  postalCode,
  department,
  kind,
  wikidataId,
}: FrenchAuthorityText) => [
  siren ?? inseeCode ?? wikidataId ?? foldText(name ?? ''),
  (siren ?? inseeCode ?? wikidataId) ? '' : foldText(postalCode ?? department ?? ''),
  kind ?? '',
];

/** Key of an authority abroad in a source that gives none: its item of Wikidata, or its country and name. */
export const foreignKey = ({ name, country, subdivision, kind, wikidataId }: ForeignAuthorityText): string =>
  wikidataId ?? hashOf([country, foldText(name), foldText(subdivision ?? ''), kind ?? '']);

/**
 * Key of a row whose source gives none: drawn from who works with whom, as what and since when. A later edition that
 * corrects anything else is then an update of the same statement.
 */
export function externalIdOf(row: ImportRow): string {
  if (row.externalId !== null) return row.externalId;
  const partners = [row.french.map(frenchKey), row.foreign.map(foreignKey)].map((keys) =>
    keys.map((key) => JSON.stringify(key)).sort(),
  );
  return hashOf([...partners, row.kind, (row.start ?? row.signedOn ?? '').slice(0, 4)]);
}

/** What a row states, without its place in the file: equal for rows that say the same. */
export const statementOf = ({ place: _, ...statement }: ImportRow): string => JSON.stringify(statement);
