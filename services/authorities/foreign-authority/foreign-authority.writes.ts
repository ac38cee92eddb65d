import { scopeTargets } from '#kernel/auth';
import { columnsOf, sql, type Reader } from '#kernel/database';
import { Confidence } from '#kernel/graphql';
import {
  definedOnly,
  lockRow,
  requireChanges,
  requireValues,
  validateAll,
  type Transaction,
} from '#kernel/mutations';
import { newId, requireId } from '#kernel/values';
import { problem, provenanceForEdit, refusal } from '#vocabulary';
import type { Candidate } from '../likeness/candidates.js';
import { doubtful } from '../likeness/outcome.js';
import { candidatesFor, MAX_CANDIDATES } from './foreign-authority.candidates.js';
import { contentOf, namesOf, newRow, searchTextOf, wantedOf } from './foreign-authority.content.js';
import { ForeignAuthorityEntity } from './foreign-authority.entity.js';
import { EDIT_SCOPE, enteredFor, partyOf, requireEdit } from './foreign-authority.rights.js';
import { statedSource } from './foreign-authority.rules.js';
import type {
  ForeignAuthorityCreateInput,
  ForeignAuthorityEditInput,
} from './foreign-authority.write.input.js';

const columns = columnsOf(ForeignAuthorityEntity, 'f');

/** Problems by the name of the constraint that a race violates. */
export const FOREIGN_AUTHORITY_CONSTRAINTS = {
  foreign_authority_edited_wikidata_id: problem('WIKIDATA_ID_TAKEN.MEANWHILE', 'wikidataId'),
};

/** Refusal because of authorities that may be the same. */
export interface Doubt {
  candidates: readonly Candidate[];
}

/** Serialises who looks for namesakes in a country and then enters an authority there, until the transaction ends. */
export async function lockCountries(tx: Reader, countries: Iterable<string>): Promise<void> {
  const codes = [...new Set(countries)].sort();
  await tx
    .named('ForeignAuthority.lockCountries')
    .rows(
      sql`SELECT pg_advisory_xact_lock(hashtext('foreign_authority'), hashtext(code)) FROM unnest(${codes}::text[]) AS country(code)`,
    );
}

/**
 * @param doubt gets the candidates because of which the authority is not entered
 * @returns the id of the new authority
 */
export async function createAuthority(
  tx: Transaction,
  input: ForeignAuthorityCreateInput,
  doubt: (doubt: Doubt) => void,
): Promise<string> {
  const { id: forId, party } = await enteredFor(tx, input.authorityId);
  const { content, source } = await validateAll({
    content: () => contentOf(input),
    source: () => (input.source == null ? undefined : statedSource(input.source)),
  });
  await lockCountries(tx, [content.countryCode]);
  const wanted = wantedOf(content);
  const candidates = await candidatesFor(tx, wanted);
  const taken = candidates.find(({ reasons }) => reasons.includes('SAME_WIKIDATA_ID'));
  if (taken) {
    doubt({ candidates: [taken] });
    throw await wikidataTaken(tx, taken.id);
  }
  const doubts = doubtful(wanted, candidates).filter(
    ({ reasons }) => !reasons.includes('SAME_NAME_IN_OTHER_COUNTRY'),
  );
  if (doubts.length && !input.createAnyway) {
    doubt({ candidates: doubts.slice(0, MAX_CANDIDATES) });
    throw refusal('POSSIBLE_DUPLICATE.FOREIGN_AUTHORITY', 'name', { names: await namesOf(tx, doubts) });
  }
  const id = newId('ForeignAuthority');
  const confidence = source ? Confidence.STATED : Confidence.CONFIRMED;
  const origin = { party, forId, source, asOf: input.source?.asOf, confidence };
  await tx.manager.insert(ForeignAuthorityEntity, newRow(id, content, origin));
  return id;
}

/** @returns the id of the authority */
export async function editAuthority(tx: Transaction, input: ForeignAuthorityEditInput): Promise<string> {
  const { id: _, version: __, clientMutationId: ___, source: ____, ...changes } = input;
  const row = await lockAuthority(tx, input.id, 'id');
  requireEdit(tx.actor, row);
  if (row.version !== input.version) throw refusal('VERSION_CONFLICT', 'version', { version: row.version });
  if (row.mergedIntoId !== null) throw refusal('MERGED', 'id', { id: row.mergedIntoId });
  requireChanges(changes);
  const {
    values: _____,
    content,
    source,
  } = await validateAll({
    values: () => requireValues(input, ['name', 'nameLanguage', 'kind']),
    content: () =>
      contentOf({
        ...row,
        names: row.statedNames,
        country: row.countryCode,
        ...definedOnly(changes),
        // Null is refused above.
        name: input.name ?? row.name,
        nameLanguage: input.nameLanguage ?? row.nameLanguage,
        kind: input.kind ?? row.kind,
      }),
    source: () => (input.source == null ? undefined : statedSource(input.source)),
  });
  if (content.wikidataId !== null && content.wikidataId !== row.wikidataId) {
    const [taken] = await tx
      .named('ForeignAuthority.byWikidataId')
      .rows<{ id: string }>(
        sql`SELECT id FROM foreign_authority WHERE wikidata_id = ${content.wikidataId} AND coalesce(merged_into_id, id) <> ${row.id} AND withdrawn_at IS NULL`,
      );
    if (taken) throw await wikidataTaken(tx, taken.id);
  }
  // A name of before stays one by which it is found.
  const aliases =
    content.name === row.name
      ? row.aliases
      : [...new Set([...row.aliases, row.name])].filter((one) => one !== content.name);
  const party = scopeTargets(tx.actor, EDIT_SCOPE) === 'ALL' ? partyOf(tx.actor) : row.name;
  const { sources, ...dated } = provenanceForEdit(party, row, definedOnly(changes));
  await tx.manager.update(
    ForeignAuthorityEntity,
    { id: row.id },
    {
      ...content,
      ...dated,
      aliases,
      sources: source ? [...sources.filter(({ title }) => title !== source.title), source] : sources,
      searchText: searchTextOf({ ...content, aliases, translations: row.translations }),
    },
  );
  return row.id;
}

/** Locks the row of an entry, merged or not. @throws Refusal NOT_FOUND, VERSION_CONFLICT */
export function lockAuthority(
  tx: Transaction,
  id: string,
  field: string,
  version?: number,
): Promise<ForeignAuthorityEntity> {
  const key = requireId('ForeignAuthority', id, `input.${field}`);
  return lockRow<ForeignAuthorityEntity>(
    tx,
    'ForeignAuthority',
    sql`SELECT ${columns} FROM foreign_authority f WHERE f.id = ${key}`,
    version,
  );
}

const wikidataTaken = async (tx: Reader, id: string) =>
  refusal('WIKIDATA_ID_TAKEN.BY', 'wikidataId', { names: await namesOf(tx, [{ id }]) });
