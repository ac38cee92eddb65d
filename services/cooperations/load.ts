import type { LoadDefinition, Reading, TableRows } from '#kernel/database';
import { parseConfidence, parseConflicts, parseSources } from '#kernel/graphql';
import { searchText } from '#kernel/lists';
import { isCalendarDate, isPartialDate, makeId, pathsOf, subtreesOf } from '#kernel/values';
import { AuthorityKind, ForeignAuthorityKind, ThemeTreeEntity, isSiren } from '#vocabulary';
import { z } from 'zod';
import { CallForProjectsEntity, CampaignEntity } from './call-for-projects/call.entity.js';
import { CallForProjectsKind } from './call-for-projects/call.type.js';
import { CooperationRequestEntity } from './cooperation-request/cooperation-request.entity.js';
import { CooperationRequestStatus } from './cooperation-request/cooperation-request.type.js';
import { ForeignAuthorityEntity } from './foreign-authority/foreign-authority.entity.js';
import { FigureEntity } from './figure/figure.entity.js';
import { LaureateEntity } from './laureate/laureate.entity.js';
import {
  PartnershipEntity,
  PartnershipForeignAuthorityEntity,
  PartnershipFrenchAuthorityEntity,
} from './partnership/partnership.entity.js';
import { PartnershipKind, PartnershipStatus } from './partnership/partnership.type.js';

const DATA = 'services/cooperations/data';
const files = {
  themeTree: `${DATA}/theme-tree.json`,
  frenchAuthorities: `${DATA}/french-authorities.json`,
  foreignAuthorities: `${DATA}/foreign-authorities.json`,
  partnerships: `${DATA}/partnerships.json`,
  calls: `${DATA}/calls-for-projects.json`,
  campaigns: `${DATA}/campaigns.json`,
  laureates: `${DATA}/laureates.json`,
  requests: `${DATA}/cooperation-requests.json`,
  figures: `${DATA}/figures.json`,
};

const text = z.string().min(1);
const date = z.string().refine(isCalendarDate, 'expected a day such as 2022-01-27');
const partialDate = z.string().refine(isPartialDate, 'expected a year, a month or a day');
const year = z.number().int().min(1800).max(2100);
const count = z.number().int().min(0).nullable();
const percent = z.number().int().min(0).max(100).nullable();
const countryCode = z.string().regex(/^[A-Z]{2}$/, 'expected a country code');
const abroad = countryCode.refine((code) => code !== 'FR', 'expected a country other than FR');
const foreignKinds = Object.keys(ForeignAuthorityKind).join('|');
const foreignKey = z
  .string()
  .regex(new RegExp(`^[A-Z]{2}:(${foreignKinds}):.+$`), 'expected a key such as MG:REGION:Melaky');
const confidence = z.enum(['confirmed', 'general-knowledge', 'derived']);
const fact = { source: text, confidence, asOf: partialDate.nullish() };
const conflicts = z.array(
  z.object({ field: text, values: z.array(z.object({ value: text, source: text })).min(2) }),
);

const shapes = {
  theme: z.object({ code: text, parentCode: text.nullable() }),
  frenchAuthority: z.object({
    key: text,
    kind: z.enum(AuthorityKind),
    name: text,
    inseeCode: text.nullable(),
    siren: z.string().refine(isSiren, 'expected a SIREN number').nullable(),
    departmentCode: text.nullable(),
    regionCode: text.nullable(),
    population: count,
  }),
  foreignAuthority: z.object({ key: foreignKey, names: z.array(text).min(1) }),
  partnership: z.object({
    ...fact,
    key: text,
    titleFr: text.nullable(),
    titleEn: text.nullish(),
    kind: z.enum(PartnershipKind),
    frenchAuthorityKeys: z.array(text).min(1),
    historicalFrenchName: text.nullable(),
    historicalFrenchNameUntil: year.nullish(),
    foreignAuthorityKeys: z.array(foreignKey).min(1),
    countryCode: abroad,
    startYear: year.nullable(),
    startYearConfidence: confidence.nullable(),
    signedOn: date.nullable(),
    endDate: date.nullable(),
    statusInSource: z.enum(PartnershipStatus),
    themeCodes: z.array(text),
    note: text.nullable(),
    conflicts,
  }),
  call: z.object({
    ...fact,
    code: text,
    nameFr: text,
    nameEn: text.nullable(),
    kind: z.enum(CallForProjectsKind),
    countryCodes: z.array(abroad),
    themeCodes: z.array(text),
    opensOn: date.nullable(),
    closesOn: date.nullable(),
    resultsOn: date.nullable(),
    maxCofinancingLeastDevelopedPercent: percent,
    maxCofinancingOtherPercent: percent,
    minimumFrenchAuthorities: count,
    minimumMonths: count,
    maximumMonths: count,
    applicants: text.nullable(),
    applications: count,
    laureates: count,
    grantEur: count,
    totalBudgetEur: count,
    note: text.nullable(),
    conflicts,
  }),
  campaign: z.object({
    ...fact,
    code: text,
    year,
    nameFr: text,
    nameEn: text.nullish(),
    calls: count,
    applications: count,
    laureates: count,
    decisionOn: date.nullable(),
    note: text.nullable(),
    conflicts,
  }),
  laureate: z.object({
    ...fact,
    key: text,
    callCode: text.nullable(),
    callName: text.nullable(),
    campaignYear: year,
    titleFr: text.nullable(),
    titleEn: text.nullish(),
    frenchAuthorityKeys: z.array(text).min(1),
    foreignAuthorityKeys: z.array(foreignKey).min(1),
    countryCode: abroad,
    partnershipKey: text.nullable(),
    amountEur: count,
    note: text.nullable(),
  }),
  request: z.object({
    ...fact,
    key: text,
    foreignAuthorityKey: foreignKey.nullable(),
    foreignAuthorityText: text,
    countryCode: abroad,
    themeCodes: z.array(text),
    needFr: text.nullable(),
    needEn: text.nullable(),
    languages: z.array(z.string().regex(/^[a-z]{2}$/, 'expected a language code')),
    urgency: text.nullable(),
    openedOn: partialDate,
    expiresOn: date.nullable(),
    status: z.enum(CooperationRequestStatus),
    answeredByKeys: z.array(text),
    partnershipKey: text.nullable(),
    note: text.nullable(),
  }),
  figure: z.object({
    ...fact,
    key: text,
    nameFr: text,
    nameEn: text,
    values: z.array(z.object({ labelFr: text, labelEn: text, value: z.number() })).min(1),
    note: text.nullable(),
  }),
};

type Shape<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;
/** By code, the codes of the theme and of all below it. */
type Themes = ReadonlyMap<string, readonly string[]>;
type FrenchAuthorities = ReadonlyMap<string, Shape<'frenchAuthority'>>;
/** By key, all names of a foreign authority. */
type ForeignNames = ReadonlyMap<string, readonly string[]>;

/** What rows may refer to. */
interface Known {
  french: FrenchAuthorities;
  foreign: ForeignNames;
  themes: Themes;
}

function factOf(row: { source: string; confidence: string; asOf?: string | null | undefined }) {
  return {
    sources: parseSources(row.source),
    asOf: row.asOf ?? null,
    confidence: parseConfidence(row.confidence),
  };
}

/** `REGION` of the key `MG:REGION:Melaky`. */
const foreignKindOf = (key: string): string => key.split(':')[1]!;
const isOrdered = (...dates: (string | null)[]): boolean => {
  const known = dates.filter((day) => day !== null);
  return known.every((day, index) => index === 0 || known[index - 1]! <= day);
};
const repeated = (values: readonly string[]): string | undefined =>
  values.find((value, index) => values.indexOf(value) !== index);

/** What is wrong with the partners of a row, or undefined. */
function partnersProblem(
  row: { frenchAuthorityKeys: string[]; foreignAuthorityKeys: string[]; countryCode: string },
  { french, foreign }: Known,
): string | undefined {
  const stranger = row.frenchAuthorityKeys.find((key) => !french.has(key));
  if (stranger) return `French authority ${stranger} is not known`;
  const foreigner = row.foreignAuthorityKeys.find((key) => !foreign.has(key));
  if (foreigner) return `foreign authority ${foreigner} is not known`;
  const elsewhere = row.foreignAuthorityKeys.find((key) => !key.startsWith(`${row.countryCode}:`));
  if (elsewhere) return `${elsewhere} is not in ${row.countryCode}`;
  const twice = repeated(row.frenchAuthorityKeys) ?? repeated(row.foreignAuthorityKeys);
  return twice && `${twice} is named twice`;
}

/** What is wrong with the themes of a row, or undefined. */
function themesProblem(row: { themeCodes: string[] }, themes: Themes): string | undefined {
  const unknown = row.themeCodes.find((code) => !themes.has(code));
  if (unknown) return `theme ${unknown} is not known`;
  const twice = repeated(row.themeCodes);
  return twice && `theme ${twice} is named twice`;
}

/** The rows without a problem; the others are refused. */
function accepted<Row>(
  reading: Reading,
  file: string,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  problemOf: (row: Row) => string | undefined,
): Row[] {
  return rows.filter((row) => {
    const problem = problemOf(row);
    if (problem) reading.reject(file, keyOf(row), problem);
    return !problem;
  });
}

function readThemes(reading: Reading): Themes {
  const rows = reading.rows(files.themeTree, shapes.theme, (row) => row.code);
  const paths = pathsOf(rows);
  for (const { code } of rows)
    if (!paths.has(code)) reading.reject(files.themeTree, code, 'its chain of parents has a gap or a cycle');
  return subtreesOf(paths);
}

function readFrenchAuthorities(reading: Reading): FrenchAuthorities {
  const sirens = new Map<string, string>();
  const rows = accepted(
    reading,
    files.frenchAuthorities,
    reading.rows(files.frenchAuthorities, shapes.frenchAuthority, (row) => row.key),
    (row) => row.key,
    ({ key, siren }) => {
      const other = siren === null ? undefined : sirens.get(siren);
      if (siren !== null && !other) sirens.set(siren, key);
      return other && `SIREN ${siren} is that of ${other}`;
    },
  );
  return new Map(rows.map((row) => [row.key, row]));
}

function readForeignNames(reading: Reading): ForeignNames {
  const rows = reading.rows(files.foreignAuthorities, shapes.foreignAuthority, (row) => row.key);
  return new Map(rows.map((row) => [row.key, row.names]));
}

function readPartnerships(reading: Reading, known: Known): Shape<'partnership'>[] {
  const seen = new Map<string, string>();
  return accepted(
    reading,
    files.partnerships,
    reading.rows(files.partnerships, shapes.partnership, (row) => row.key),
    (row) => row.key,
    (row) => {
      const problem = partnersProblem(row, known) ?? themesProblem(row, known.themes);
      if (problem) return problem;
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

function readCalls(reading: Reading, themes: Themes): Shape<'call'>[] {
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
      const twice = repeated(row.countryCodes);
      return twice ? `${twice} is named twice` : themesProblem(row, themes);
    },
  );
}

function readCampaigns(reading: Reading): Shape<'campaign'>[] {
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

function readLaureates(
  reading: Reading,
  known: Known,
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
      return partnersProblem(row, known);
    },
  );
}

function readRequests(reading: Reading, known: Known, partnerships: Set<string>): Shape<'request'>[] {
  return accepted(
    reading,
    files.requests,
    reading.rows(files.requests, shapes.request, (row) => row.key),
    (row) => row.key,
    (row) => {
      if (row.needFr === null && row.needEn === null) return 'expected a need in French or English';
      if (row.expiresOn !== null && row.openedOn >= row.expiresOn) return 'expected openedOn < expiresOn';
      if (row.partnershipKey !== null && !partnerships.has(row.partnershipKey))
        return `partnership ${row.partnershipKey} is not known`;
      const foreignAuthorityKeys = row.foreignAuthorityKey === null ? [] : [row.foreignAuthorityKey];
      return (
        partnersProblem({ ...row, frenchAuthorityKeys: row.answeredByKeys, foreignAuthorityKeys }, known) ??
        themesProblem(row, known.themes)
      );
    },
  );
}

const authorityIds = (keys: readonly string[]) => keys.map((key) => makeId('Authority', key));
const foreignAuthorityIds = (keys: readonly string[]) => keys.map((key) => makeId('ForeignAuthority', key));
const partnershipIdOf = (key: string | null) => (key === null ? null : makeId('Partnership', key));

/** All names of the partners of a row. */
const partnerNames = (
  row: { frenchAuthorityKeys: string[]; foreignAuthorityKeys: string[] },
  { french, foreign }: Known,
): string[] => [
  ...row.frenchAuthorityKeys.map((key) => french.get(key)!.name),
  ...row.foreignAuthorityKeys.flatMap((key) => foreign.get(key)!),
];

function partnershipRow(row: Shape<'partnership'>, known: Known): object {
  const names = [row.titleFr, row.titleEn, row.historicalFrenchName, ...partnerNames(row, known)];
  return {
    ...row,
    ...factOf(row),
    id: makeId('Partnership', row.key),
    startYearConfidence: row.startYearConfidence && parseConfidence(row.startYearConfidence),
    conflicts: parseConflicts(row.conflicts),
    searchText: searchText(names),
  };
}

export const load: LoadDefinition = {
  files: Object.values(files),
  version: 7,
  tables(reading): TableRows[] {
    const french = readFrenchAuthorities(reading);
    const foreign = readForeignNames(reading);
    const themes = readThemes(reading);
    const known: Known = { french, foreign, themes };
    const partnerships = readPartnerships(reading, known);
    const partnershipKeys = new Set(partnerships.map((row) => row.key));
    const calls = readCalls(reading, themes);
    const campaigns = readCampaigns(reading);
    const campaignOf = new Map(campaigns.map((row) => [row.year, row.code]));
    const laureates = readLaureates(reading, known, partnershipKeys, new Set(calls.map((row) => row.code)));
    const requests = readRequests(reading, known, partnershipKeys);
    const figures = reading.rows(files.figures, shapes.figure, (row) => row.key);
    return [
      {
        entity: ThemeTreeEntity,
        key: ['code'],
        rows: [...themes].map(([code, subtreeCodes]) => ({ code, subtreeCodes })),
      },
      {
        entity: ForeignAuthorityEntity,
        key: ['id'],
        rows: [...foreign].map(([key, names]) => ({
          id: makeId('ForeignAuthority', key),
          countryCode: key.slice(0, 2),
          kind: foreignKindOf(key),
          names,
        })),
      },
      {
        entity: PartnershipEntity,
        key: ['id'],
        rows: partnerships.map((row) => partnershipRow(row, known)),
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
      {
        entity: CallForProjectsEntity,
        key: ['id'],
        rows: calls.map((row) => ({
          ...row,
          ...factOf(row),
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
          ...factOf(row),
          id: makeId('Campaign', row.code),
          callsCount: row.calls,
          laureatesCount: row.laureates,
          conflicts: parseConflicts(row.conflicts),
        })),
      },
      {
        entity: LaureateEntity,
        key: ['id'],
        rows: laureates.map((row) => ({
          ...row,
          ...factOf(row),
          id: makeId('Laureate', row.key),
          campaignCode: campaignOf.get(row.campaignYear) ?? null,
          year: row.campaignYear,
          frenchAuthorityIds: authorityIds(row.frenchAuthorityKeys),
          foreignAuthorityIds: foreignAuthorityIds(row.foreignAuthorityKeys),
          partnershipId: partnershipIdOf(row.partnershipKey),
          searchText: searchText([row.titleFr, row.titleEn, row.callName, ...partnerNames(row, known)]),
        })),
      },
      {
        entity: CooperationRequestEntity,
        key: ['id'],
        rows: requests.map((row) => ({
          ...row,
          ...factOf(row),
          id: makeId('CooperationRequest', row.key),
          foreignAuthorityId:
            row.foreignAuthorityKey === null ? null : makeId('ForeignAuthority', row.foreignAuthorityKey),
          answeredByIds: authorityIds(row.answeredByKeys),
          partnershipId: partnershipIdOf(row.partnershipKey),
          searchText: searchText([
            row.foreignAuthorityText,
            ...(row.foreignAuthorityKey === null ? [] : foreign.get(row.foreignAuthorityKey)!),
            row.needFr,
            row.needEn,
          ]),
        })),
      },
      {
        entity: FigureEntity,
        key: ['id'],
        rows: figures.map((row) => ({
          ...row,
          ...factOf(row),
          id: makeId('Figure', row.key),
          searchText: searchText([row.nameFr, row.nameEn]),
        })),
      },
    ];
  },
};
