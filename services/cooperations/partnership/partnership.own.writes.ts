import { Confidence } from '#kernel/graphql';
import type { Transaction } from '#kernel/mutations';
import { conflictsAfter, provenanceForEdit, type SourceInput } from '#vocabulary';
import { readStatements } from '../partnership-statement/candidates.js';
import { consolidated } from '../partnership-statement/consolidate.js';
import { grantOf } from '../partnership-statement/amounts.js';
import { PartnershipBaseEntity } from '../partnership-statement/partnership-statement.entity.js';
import { factsOf, type Facts } from '../partnership-statement/stated.js';
import { validateSource } from '../partnership-statement/validate-source.js';
import type { Partners } from './partners.writes.js';
import { PartnershipEntity } from './partnership.entity.js';
import { party, searchOf } from './partnership.locking.js';

/** What is entered here of a partnership that only statements made: nothing but what the edit sets. */
const nothing = (confidence: Confidence): Facts => ({
  kind: 'UNKNOWN',
  titleFr: null,
  titleEn: null,
  themeCodes: [],
  startYear: null,
  startYearConfidence: null,
  startPartial: null,
  signedOn: null,
  signedPartial: null,
  endDate: null,
  endPartial: null,
  statusInSource: 'UNKNOWN',
  amountEur: null,
  funder: null,
  grantedOn: null,
  amounts: [],
  documents: [],
  dacSectorCode: null,
  note: null,
  conflicts: [],
  sources: [],
  asOf: null,
  confidence,
  searchText: '',
});

interface Edit {
  /** Columns that the edit sets. */
  fields: Partial<PartnershipEntity>;
  /** Properties that it sets, partners among them. */
  changes: object;
  /** Partners after the edit; null for a project of which the country alone is known. */
  partners: Partners | null;
  source: SourceInput | null;
  asOf: string | null;
}

/** Euros of one funder follow the amounts that an edit sets. */
function grantAfter(own: Facts, { amounts }: Edit['fields']) {
  return amounts ? grantOf({ ...own, amountEur: null, funder: null, grantedOn: null }, amounts) : {};
}

/** Writes what people enter of a partnership; what its statements say stays beside it. */
export async function editOwn(
  transaction: Transaction,
  partnership: PartnershipEntity,
  edit: Edit,
): Promise<void> {
  const { id } = partnership;
  const { fields, changes, partners, source, asOf } = edit;
  const { baseOf, statementsOf } = await readStatements(transaction, [id]);
  const statements = statementsOf.get(id)!;
  const before =
    baseOf.get(id) ?? (statements.length ? nothing(partnership.confidence) : factsOf(partnership));
  const provenance = provenanceForEdit(party(transaction), before, changes);
  const cited = source === null ? null : (await validateSource(source)).source;
  const after = { ...before, ...fields, ...grantAfter(before, fields) };
  const own: Facts = {
    ...after,
    ...provenance,
    ...(cited && {
      sources: [...before.sources.filter(({ title }) => title !== cited.title), cited],
    }),
    ...(asOf !== null && { asOf }),
    ...conflictsAfter(cited?.title ?? party(transaction), before.conflicts, fields),
    searchText: partners ? searchOf({ ...partnership, ...after }, partners) : before.searchText,
  };
  const names = [partnership.historicalFrenchName ?? '', ...(partners?.names ?? [])];
  const facts = statements.length ? consolidated(own, statements, names) : own;
  await transaction.manager.update(
    PartnershipEntity,
    { id },
    {
      ...facts,
      ...(partners && { countryCode: partners.countryCodes[0]!, countryCodes: partners.countryCodes }),
    },
  );
  if (statements.length)
    await transaction.manager.upsert(
      PartnershipBaseEntity,
      { partnershipId: id, facts: own },
      { conflictPaths: ['partnershipId'] },
    );
}
