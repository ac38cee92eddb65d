import { sql } from '#kernel/database';
import type { Transaction } from '#kernel/mutations';
import { requireId } from '#kernel/values';
import { provenanceForEdit, refusal } from '#vocabulary';
import { ForeignAuthorityRecordEntity } from '../foreign-authority-record/foreign-authority-record.entity.js';
import { searchTextOf } from './foreign-authority.content.js';
import { ForeignAuthorityEntity, type DataSetName } from './foreign-authority.entity.js';
import { partyOf } from './foreign-authority.rights.js';
import { lockAuthority } from './foreign-authority.writes.js';
import type { ForeignAuthorityMergeInput } from './foreign-authority.write.input.js';

type Entry = ForeignAuthorityEntity;

/** @returns the id of the entry that stands for both */
export async function mergeEntries(tx: Transaction, input: ForeignAuthorityMergeInput): Promise<string> {
  const ids = {
    closed: requireId('ForeignAuthority', input.closedId, 'input.closedId'),
    survivor: requireId('ForeignAuthority', input.survivorId, 'input.survivorId'),
  };
  if (ids.closed === ids.survivor) throw refusal('ENTRIES_DIFFER.SAME', 'survivorId');
  // Rows are locked in the order of their ids: merging A into B and B into A at the same time cannot deadlock.
  const locked: Partial<Record<keyof typeof ids, Entry>> = {};
  for (const side of (['closed', 'survivor'] as const).toSorted((a, b) => (ids[a] < ids[b] ? -1 : 1)))
    locked[side] = await lockAuthority(tx, ids[side], `${side}Id`, input[`${side}Version`]);
  const { closed, survivor } = locked as Record<keyof typeof ids, Entry>;
  for (const [side, { mergedIntoId }] of Object.entries({ closed, survivor }))
    if (mergedIntoId !== null) throw refusal('MERGED', `${side}Id`, { id: mergedIntoId });
  if (closed.countryCode !== survivor.countryCode)
    throw refusal('ENTRIES_DIFFER.COUNTRY', 'survivorId', {
      closed: closed.countryCode,
      survivor: survivor.countryCode,
    });
  const party = partyOf(tx.actor);
  await tx.manager.update(
    ForeignAuthorityEntity,
    { id: closed.id },
    { ...provenanceForEdit(party, closed, {}), mergedIntoId: survivor.id },
  );
  await tx.manager.update(ForeignAuthorityEntity, { mergedIntoId: closed.id }, { mergedIntoId: survivor.id });
  await tx.manager.update(ForeignAuthorityEntity, { id: survivor.id }, joined(party, survivor, closed));
  // Taking back the import that entered the closed one no longer takes anything else away.
  await tx.manager.update(
    ForeignAuthorityRecordEntity,
    { foreignAuthorityId: closed.id },
    { foreignAuthorityId: survivor.id, madeVersion: null },
  );
  await moveContact(tx, closed.id, survivor.id);
  return survivor.id;
}

/** The contact of the closed entry becomes that of the one that stands for both, unless that has its own. */
const moveContact = (tx: Transaction, closedId: string, survivorId: string) =>
  tx.named('ForeignAuthorityContact.move').rows(
    sql`UPDATE foreign_authority_contact k SET foreign_authority_id = ${survivorId} WHERE k.foreign_authority_id = ${closedId}
      AND NOT EXISTS (SELECT FROM foreign_authority_contact own WHERE own.foreign_authority_id = ${survivorId})`,
  );

/** What the standing entry gets of the closed one: all its names and sources, and what it had not itself. */
function joined(party: string, survivor: Entry, closed: Entry): Partial<Entry> {
  const names = [...survivor.aliases, closed.name, closed.localName, ...closed.aliases];
  const localName = survivor.localName ?? closed.localName;
  const isOwn = (name: string) => name === survivor.name || name === localName;
  const aliases = [...new Set(names)].filter((name): name is string => name !== null && !isOwn(name));
  const translations = eachOnce([...survivor.translations, ...closed.translations]);
  const statedNames = eachOnce([...survivor.statedNames, ...closed.statedNames]);
  const { sources } = provenanceForEdit(party, { sources: sourcesOfBoth(survivor, closed) }, {});
  const hasPlace = survivor.latitude !== null;
  return {
    aliases,
    translations,
    statedNames,
    sources,
    kind: survivor.kind === 'UNKNOWN' ? closed.kind : survivor.kind,
    localName,
    subdivisionCode: survivor.subdivisionCode ?? closed.subdivisionCode,
    latitude: hasPlace ? survivor.latitude : closed.latitude,
    longitude: hasPlace ? survivor.longitude : closed.longitude,
    wikidataId: survivor.wikidataId ?? closed.wikidataId,
    nationalAssociation: survivor.nationalAssociation ?? closed.nationalAssociation,
    withdrawnAt: null,
    searchText: searchTextOf({ ...survivor, localName, aliases, translations, statedNames }),
  };
}

const eachOnce = <Name extends DataSetName>(names: readonly Name[]): Name[] => [
  ...new Map(names.map((one) => [`${one.language} ${one.name}`, one])).values(),
];

function sourcesOfBoth(survivor: Entry, closed: Entry): Entry['sources'] {
  const keyOf = ({ title, url }: Entry['sources'][number]) => `${title} ${url}`;
  return [
    ...new Map([...survivor.sources, ...closed.sources].map((source) => [keyOf(source), source])).values(),
  ];
}
