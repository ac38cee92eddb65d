import type { LoadDefinition, Reading, TableRows } from '#kernel/database';
import { statedFact, statedSources } from '#vocabulary';
import { searchText } from '#kernel/lists';
import { isCalendarDate, isPartialDate, makeId, pathsOf, subtreesOf } from '#kernel/values';
import { z } from 'zod';
import { ExpertiseEntity } from './expertise/expertise.entity.js';
import {
  CommitteeSessionEntity,
  LabelProgrammeEntity,
} from './committee-session/committee-session.entity.js';
import { DacSectorEntity, SustainableDevelopmentGoalEntity, ThemeEntity } from './theme/theme.entity.js';

const DATA = 'services/expertises/data';
const files = {
  themes: `${DATA}/themes.json`,
  dacSectors: `${DATA}/dac-sectors.json`,
  goals: `${DATA}/sustainable-development-goals.json`,
  programmes: `${DATA}/label-programmes.json`,
  sessions: `${DATA}/committee-sessions.json`,
  expertises: `${DATA}/expertises.json`,
};

const text = z.string().min(1);
const date = z.string().refine(isCalendarDate, 'expected a day such as 2022-01-27');
const partialDate = z.string().refine(isPartialDate, 'expected a year, a month or a day');
const fact = {
  source: text,
  confidence: z.enum(['confirmed', 'general-knowledge', 'derived']),
  asOf: partialDate.nullish(),
};
const countryCode = z.string().regex(/^[A-Z]{2}$/, 'expected a country code');

const shapes = {
  theme: z.object({
    ...fact,
    code: text,
    parentCode: text.nullable(),
    level: z.number().int().min(1).max(3),
    nameFr: text,
    nameEn: text,
    dacCodes: z.array(z.string().regex(/^\d{5}$/)),
    sdgs: z.array(z.number().int().min(1).max(17)),
    mappingNote: text.nullable(),
  }),
  dacSector: z.object({
    ...fact,
    code: z.string().regex(/^\d{5}$/),
    nameFr: text.nullable(),
    nameEn: text,
    status: z.enum(['ACTIVE', 'WITHDRAWN']),
  }),
  goal: z.object({ ...fact, code: z.number().int().min(1).max(17), nameFr: text, nameEn: text }),
  programme: z.object({
    ...fact,
    key: text,
    nameFr: text,
    nameEn: text,
    launchedOn: partialDate,
    successorKey: text.nullable(),
    descriptionFr: text,
    descriptionEn: text,
    facts: z.array(z.object({ textFr: text, textEn: text, date: partialDate.nullable(), source: text })),
    note: text.nullable(),
  }),
  session: z.object({
    ...fact,
    key: text,
    programmeKey: text,
    announcedOn: date,
    submissionsBefore: date,
    heldOn: date,
    note: text.nullable(),
  }),
  expertise: z.object({
    ...fact,
    key: text,
    authorityKey: text,
    themeCode: text,
    titleFr: text,
    titleEn: text,
    basis: z.literal('EVIDENCED'),
    countryCodes: z.array(countryCode).min(1),
    authorityCountryCodes: z.array(countryCode).min(1),
    evidence: z.array(text).min(1),
  }),
};

/** Themes with a complete chain of parents; reports the others as rejected. */
function themesOf(reading: Reading, activeSectors: Set<string>): object[] {
  const rows = reading.rows(files.themes, shapes.theme, (theme) => theme.code);
  const paths = pathsOf(rows);
  const accepted = rows.flatMap((theme) => {
    const pathCodes = paths.get(theme.code);
    const inactiveSector = theme.dacCodes.find((code) => !activeSectors.has(code));
    if (!pathCodes) reading.reject(files.themes, theme.code, 'its chain of parents has a gap or a cycle');
    else if (pathCodes.length !== theme.level)
      reading.reject(files.themes, theme.code, `level ${theme.level}, but ${pathCodes.length} in the tree`);
    else if (inactiveSector)
      reading.reject(files.themes, theme.code, `DAC code ${inactiveSector} is not active`);
    else return [{ theme, pathCodes }];
    return [];
  });
  const subtrees = subtreesOf(new Map(accepted.map(({ theme, pathCodes }) => [theme.code, pathCodes])));
  return accepted.map(({ theme, pathCodes }) => ({
    ...statedFact(theme),
    id: makeId('Theme', theme.code),
    code: theme.code,
    parentCode: theme.parentCode,
    level: theme.level,
    nameFr: theme.nameFr,
    nameEn: theme.nameEn,
    pathCodes,
    subtreeCodes: subtrees.get(theme.code),
    dacCodes: theme.dacCodes,
    goalCodes: theme.sdgs,
    mappingNote: theme.mappingNote,
    searchText: searchText([theme.nameFr, theme.nameEn]),
  }));
}

function expertisesOf(reading: Reading, themeCodes: Set<string>): object[] {
  return reading
    .rows(files.expertises, shapes.expertise, (row) => row.key)
    .flatMap((row) => {
      if (!themeCodes.has(row.themeCode)) {
        reading.reject(files.expertises, row.key, `theme ${row.themeCode} is not known`);
        return [];
      }
      return [
        {
          ...statedFact(row),
          id: makeId('Expertise', row.key),
          authorityId: makeId('Authority', row.authorityKey),
          themeCode: row.themeCode,
          titleFr: row.titleFr,
          titleEn: row.titleEn,
          basis: row.basis,
          countryCodes: row.countryCodes,
          authorityCountryCodes: row.authorityCountryCodes,
          evidenceIds: row.evidence.map((key) => makeId('Partnership', key)),
          searchText: searchText([row.titleFr, row.titleEn]),
        },
      ];
    });
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

function sessionsOf(reading: Reading, programmeCodes: Set<string>): object[] {
  return reading
    .rows(files.sessions, shapes.session, (row) => row.key)
    .flatMap((row) => {
      if (!programmeCodes.has(row.programmeKey)) {
        reading.reject(files.sessions, row.key, `programme ${row.programmeKey} is not known`);
      } else if (!(
        row.announcedOn <= row.submissionsBefore && row.submissionsBefore <= dayAfter(row.heldOn)
      )) {
        reading.reject(
          files.sessions,
          row.key,
          'expected announcedOn ≤ submissionsBefore ≤ the day after heldOn',
        );
      } else {
        return [
          {
            ...row,
            ...statedFact(row),
            id: makeId('CommitteeSession', row.key),
            programmeCode: row.programmeKey,
            datesReason: null,
          },
        ];
      }
      return [];
    });
}

export const load: LoadDefinition = {
  files: Object.values(files),
  version: 5,
  tables(reading): TableRows[] {
    const sectors = reading.rows(files.dacSectors, shapes.dacSector, (row) => row.code);
    const goals = reading.rows(files.goals, shapes.goal, (row) => String(row.code));
    const themes = themesOf(
      reading,
      new Set(sectors.filter((row) => row.status === 'ACTIVE').map((row) => row.code)),
    );
    const programmes = reading.rows(files.programmes, shapes.programme, (row) => row.key);
    return [
      {
        entity: DacSectorEntity,
        key: ['id'],
        rows: sectors.map((row) => ({ ...row, ...statedFact(row), id: makeId('DacSector', row.code) })),
      },
      {
        entity: SustainableDevelopmentGoalEntity,
        key: ['id'],
        rows: goals.map((row) => ({
          ...row,
          ...statedFact(row),
          id: makeId('SustainableDevelopmentGoal', String(row.code)),
        })),
      },
      { entity: ThemeEntity, key: ['id'], rows: themes },
      {
        entity: LabelProgrammeEntity,
        key: ['id'],
        rows: programmes.map((row) => ({
          ...row,
          ...statedFact(row),
          id: makeId('LabelProgramme', row.key),
          code: row.key,
          successorCode: row.successorKey,
          facts: row.facts.map(({ source, ...rest }) => ({ ...rest, sources: statedSources(source) })),
        })),
      },
      {
        entity: CommitteeSessionEntity,
        key: ['id'],
        rows: sessionsOf(reading, new Set(programmes.map((row) => row.key))),
      },
      {
        entity: ExpertiseEntity,
        key: ['id'],
        rows: expertisesOf(reading, new Set(themes.map((theme) => (theme as ThemeEntity).code))),
      },
    ];
  },
};
