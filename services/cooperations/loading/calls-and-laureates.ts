import type { Reading, TableRows } from '#kernel/database';
import { parseConflicts } from '#kernel/graphql';
import { searchText } from '#kernel/lists';
import { makeId } from '#kernel/values';
import { statedFact } from '#vocabulary';
import { CallForProjectsEntity, CampaignEntity } from '../call-for-projects/call.entity.js';
import { LaureateEntity } from '../laureate/laureate.entity.js';
import { accepted, isOrdered, partnersProblem, repeated, themesProblem } from './checks.js';
import { authorityIds, foreignAuthorityIds, partnerNames, partnershipIdOf } from './facts.js';
import { files } from './files.js';
import type { References, Themes } from './references.js';
import { shapes, type Shape } from './shapes.js';

export function readCalls(reading: Reading, themes: Themes): Shape<'call'>[] {
  return accepted(
    reading,
    files.calls,
    reading.rows(files.calls, shapes.call, (row) => row.code),
    (row) => row.code,
    (row) => {
      if (!isOrdered(row.opensOn, row.closesOn, row.resultsOn))
        return 'expected opensOn ≤ closesOn ≤ resultsOn';
      if (row.laureates !== null && row.applications !== null && row.laureates > row.applications)
        return 'more laureates than applications';
      if (row.minimumMonths !== null && row.maximumMonths !== null && row.minimumMonths > row.maximumMonths)
        return 'expected minimumMonths ≤ maximumMonths';
      const duplicate = repeated(row.countryCodes);
      return duplicate ? `${duplicate} is named twice` : themesProblem(row, themes);
    },
  );
}

export function readCampaigns(reading: Reading): Shape<'campaign'>[] {
  const years = new Map<number, string>();
  return accepted(
    reading,
    files.campaigns,
    reading.rows(files.campaigns, shapes.campaign, (row) => row.code),
    (row) => row.code,
    (row) => {
      if (row.laureates !== null && row.applications !== null && row.laureates > row.applications)
        return 'more laureates than applications';
      const earlier = years.get(row.year);
      if (!earlier) years.set(row.year, row.code);
      return earlier && `the same year as ${earlier}`;
    },
  );
}

export function readLaureates(
  reading: Reading,
  references: References,
  partnerships: Set<string>,
  calls: Set<string>,
): Shape<'laureate'>[] {
  return accepted(
    reading,
    files.laureates,
    reading.rows(files.laureates, shapes.laureate, (row) => row.key),
    (row) => row.key,
    (row) => {
      if (row.callCode !== null && !calls.has(row.callCode)) return `call ${row.callCode} is not known`;
      if (row.partnershipKey !== null && !partnerships.has(row.partnershipKey))
        return `partnership ${row.partnershipKey} is not known`;
      return partnersProblem(row, references);
    },
  );
}

export function callTables(
  calls: readonly Shape<'call'>[],
  campaigns: readonly Shape<'campaign'>[],
): TableRows[] {
  return [
    {
      entity: CallForProjectsEntity,
      key: ['id'],
      rows: calls.map((row) => ({
        ...row,
        ...statedFact(row),
        id: makeId('CallForProjects', row.code),
        laureatesCount: row.laureates,
        conflicts: parseConflicts(row.conflicts),
        searchText: searchText([row.nameFr, row.nameEn]),
      })),
    },
    {
      entity: CampaignEntity,
      key: ['id'],
      rows: campaigns.map((row) => ({
        ...row,
        ...statedFact(row),
        id: makeId('Campaign', row.code),
        callsCount: row.calls,
        laureatesCount: row.laureates,
        conflicts: parseConflicts(row.conflicts),
      })),
    },
  ];
}

/** Laureates; each belongs to the campaign of its year. */
export function laureateTable(
  laureates: readonly Shape<'laureate'>[],
  campaigns: readonly Shape<'campaign'>[],
  references: References,
): TableRows {
  const campaignOf = new Map(campaigns.map((row) => [row.year, row.code]));
  return {
    entity: LaureateEntity,
    key: ['id'],
    rows: laureates.map((row) => ({
      ...row,
      ...statedFact(row),
      id: makeId('Laureate', row.key),
      campaignCode: campaignOf.get(row.campaignYear) ?? null,
      year: row.campaignYear,
      frenchAuthorityIds: authorityIds(row.frenchAuthorityKeys),
      foreignAuthorityIds: foreignAuthorityIds(row.foreignAuthorityKeys),
      partnershipId: partnershipIdOf(row.partnershipKey),
      searchText: searchText([row.titleFr, row.titleEn, row.callName, ...partnerNames(row, references)]),
    })),
  };
}
