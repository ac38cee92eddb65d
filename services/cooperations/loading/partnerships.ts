import type { Reading, TableRows } from '#kernel/database';
import { parseConfidence, parseConflicts } from '#kernel/graphql';
import { searchText } from '#kernel/lists';
import { makeId } from '#kernel/values';
import { statedFact, PartnershipKind } from '#vocabulary';
import {
  PartnershipEntity,
  PartnershipForeignAuthorityEntity,
  PartnershipFrenchAuthorityEntity,
} from '../partnership/partnership.entity.js';
import { accepted, isOrdered, partnersProblem, themesProblem } from './checks.js';
import { authorityIds, partnerNames, partnershipIdOf } from './facts.js';
import { files } from './files.js';
import { foreignKindOf, type References } from './references.js';
import { shapes, type Shape } from './shapes.js';

export function readPartnerships(reading: Reading, references: References): Shape<'partnership'>[] {
  const seen = new Map<string, string>();
  return accepted(
    reading,
    files.partnerships,
    reading.rows(files.partnerships, shapes.partnership, (row) => row.key),
    (row) => row.key,
    (row) => {
      const problem = partnersProblem(row, references) ?? themesProblem(row, references.themes);
      if (problem) return problem;
      if (!row.foreignAuthorityKeys.length && row.kind !== PartnershipKind.PROJECT)
        return 'expected a foreign partner: projects alone may name the country only';
      if (row.amountEur != null && row.funder == null) return 'expected funder beside amountEur';
      if (row.historicalFrenchName === null && row.historicalFrenchNameUntil != null)
        return 'expected historicalFrenchName beside historicalFrenchNameUntil';
      if ((row.startYear === null) !== (row.startYearConfidence === null))
        return 'expected startYear and startYearConfidence together';
      if (
        !isOrdered(row.startYear === null ? null : String(row.startYear), row.endDate) ||
        !isOrdered(row.signedOn, row.endDate)
      ) {
        return 'expected startYear ≤ endDate and signedOn ≤ endDate';
      }
      const same = JSON.stringify([
        [...row.frenchAuthorityKeys].sort(),
        [...row.foreignAuthorityKeys].sort(),
        row.kind,
        row.titleFr,
        row.startYear,
      ]);
      const earlier = seen.get(same);
      if (!earlier) seen.set(same, row.key);
      return earlier && `the same partners, kind, title and start year as ${earlier}`;
    },
  );
}

function partnershipRow(row: Shape<'partnership'>, references: References): object {
  const names = [row.titleFr, row.titleEn, row.historicalFrenchName, ...partnerNames(row, references)];
  return {
    ...row,
    ...statedFact(row),
    id: makeId('Partnership', row.key),
    countryCodes: [row.countryCode],
    startPartial: null,
    signedPartial: null,
    endPartial: null,
    amounts: [],
    documents: [],
    amountEur: row.amountEur ?? null,
    funder: row.funder ?? null,
    grantedOn: row.grantedOn ?? null,
    dacSectorCode: row.dacSectorCode ?? null,
    startYearConfidence: row.startYearConfidence && parseConfidence(row.startYearConfidence),
    conflicts: parseConflicts(row.conflicts),
    searchText: searchText(names),
  };
}

/** Partnerships with their French and foreign partners. */
export function partnershipTables(
  partnerships: readonly Shape<'partnership'>[],
  references: References,
): TableRows[] {
  return [
    {
      entity: PartnershipEntity,
      key: ['id'],
      rows: partnerships.map((row) => partnershipRow(row, references)),
    },
    {
      entity: PartnershipFrenchAuthorityEntity,
      partOf: { entity: PartnershipEntity, by: 'partnershipId' },
      key: ['partnershipId', 'authorityId'],
      rows: partnerships.flatMap((row) =>
        authorityIds(row.frenchAuthorityKeys).map((authorityId, index) => ({
          partnershipId: partnershipIdOf(row.key),
          authorityId,
          position: index + 1,
        })),
      ),
    },
    {
      entity: PartnershipForeignAuthorityEntity,
      partOf: { entity: PartnershipEntity, by: 'partnershipId' },
      key: ['partnershipId', 'foreignAuthorityId'],
      rows: partnerships.flatMap((row) =>
        row.foreignAuthorityKeys.map((key, index) => ({
          partnershipId: partnershipIdOf(row.key),
          foreignAuthorityId: makeId('ForeignAuthority', key),
          kind: foreignKindOf(key),
          position: index + 1,
        })),
      ),
    },
  ];
}
