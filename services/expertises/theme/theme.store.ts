import { type ThemeCondition } from '#vocabulary';
import type { StoreTools } from '#kernel/context';
import { anyKey, byKey, columnsOf, keyArray, listByKey, sql, type Sql } from '#kernel/database';
import {
  ListReader,
  choiceCondition,
  rangeCondition,
  textCondition,
  type ListDefinition,
} from '#kernel/lists';
import { DacSectorEntity, SustainableDevelopmentGoalEntity, ThemeEntity } from './theme.entity.js';
import type {
  DacSectorFilter,
  DacSectorOrderField,
  DacSectorsArgs,
  SustainableDevelopmentGoalFilter,
  SustainableDevelopmentGoalOrderField,
  SustainableDevelopmentGoalsArgs,
  ThemeFilter,
  ThemeOrderField,
  ThemesArgs,
} from './theme.input.js';
import { knownSectors, knownThemes } from '../known-codes.js';

const themeColumns = columnsOf(ThemeEntity, 't', ['searchText']);
const sectorColumns = columnsOf(DacSectorEntity, 's');
const goalColumns = columnsOf(SustainableDevelopmentGoalEntity, 'g');

const themes: ListDefinition<`${ThemeOrderField}`> = {
  name: 'Theme',
  select: themeColumns,
  from: sql`theme t`,
  id: sql`t.id`,
  orders: {
    CODE: { by: sql`t.code`, type: 'text' },
    NAME_FR: { by: sql`t.name_fr COLLATE "fr-FR-x-icu"`, type: 'text' },
    NAME_EN: { by: sql`t.name_en COLLATE "en-x-icu"`, type: 'text' },
    LEVEL: { by: sql`t.level`, type: 'int' },
  },
  defaultOrder: [{ field: 'CODE', direction: 'ASC' }],
};

const sectors: ListDefinition<`${DacSectorOrderField}`> = {
  name: 'DacSector',
  select: sectorColumns,
  from: sql`dac_sector s`,
  id: sql`s.id`,
  orders: { CODE: { by: sql`s.code`, type: 'text' } },
  defaultOrder: [{ field: 'CODE', direction: 'ASC' }],
};

const goals: ListDefinition<`${SustainableDevelopmentGoalOrderField}`> = {
  name: 'SustainableDevelopmentGoal',
  select: goalColumns,
  from: sql`sustainable_development_goal g`,
  id: sql`g.id`,
  orders: { CODE: { by: sql`g.code`, type: 'int' } },
  defaultOrder: [{ field: 'CODE', direction: 'ASC' }],
};

/** Conditions for a theme filter on a column of theme codes. */
export function themeCondition(column: Sql, condition: ThemeCondition | undefined): Sql[] {
  if (!condition) return [];
  if (!condition.descendants) return [sql`${column} = ${condition.code}`];
  // An array, so that an index of the column is read at these codes: a join would read it from its start to find them.
  return [
    sql`${column} = ANY(ARRAY(SELECT unnest(subtree_codes) FROM theme WHERE code = ${condition.code}))`,
  ];
}

function themeConditions(filter: ThemeFilter): Sql[] {
  const conditions = [
    ...choiceCondition(sql`t.code`, filter.code),
    ...themeCondition(sql`t.code`, filter.theme),
    ...rangeCondition(sql`t.level`, filter.level),
    ...textCondition(sql`t.search_text`, filter.text),
  ];
  if (filter.hasExpertise !== undefined) {
    conditions.push(
      sql`EXISTS (SELECT FROM expertise e WHERE e.theme_code = t.code AND e.withdrawn_on IS NULL) = ${filter.hasExpertise}`,
    );
  }
  return conditions;
}

function sectorConditions(filter: DacSectorFilter): Sql[] {
  const conditions = [
    ...choiceCondition(sql`s.code`, filter.code),
    ...choiceCondition(sql`s.status`, filter.status),
  ];
  if (filter.hasTheme !== undefined) {
    conditions.push(
      sql`EXISTS (SELECT FROM theme t WHERE t.dac_codes @> ARRAY[s.code]) = ${filter.hasTheme}`,
    );
  }
  return conditions;
}

function goalConditions(filter: SustainableDevelopmentGoalFilter): Sql[] {
  const conditions = rangeCondition(sql`g.code`, filter.code);
  if (filter.hasTheme !== undefined) {
    conditions.push(
      sql`EXISTS (SELECT FROM theme t WHERE t.goal_codes @> ARRAY[g.code]) = ${filter.hasTheme}`,
    );
  }
  return conditions;
}

const allThemes = sql`SELECT ${themeColumns} FROM theme t ORDER BY t.code`;

export function themeStore(tools: StoreTools) {
  const { reader, cursors, tables } = tools;
  const themeCodes = knownThemes(tools);
  const sectorCodes = knownSectors(tools);
  const list = new ListReader<ThemeEntity, `${ThemeOrderField}`>(themes, reader, cursors, {
    code: themeCodes,
    theme: themeCodes,
  });
  const sectorList = new ListReader<DacSectorEntity, `${DacSectorOrderField}`>(sectors, reader, cursors, {
    code: sectorCodes,
  });
  const goalList = new ListReader<
    SustainableDevelopmentGoalEntity,
    `${SustainableDevelopmentGoalOrderField}`
  >(goals, reader, cursors);
  return {
    byId: tables.lookup<ThemeEntity>('theme by id', allThemes, (theme) => theme.id),
    byCode: tables.lookup<ThemeEntity>('theme by code', allThemes, (theme) => theme.code),
    children: listByKey<string, ThemeEntity>(
      (codes) =>
        reader
          .named('Theme.children')
          .rows(
            sql`SELECT ${themeColumns} FROM theme t WHERE t.parent_code = ${anyKey(codes, 'text')} ORDER BY t.code`,
          ),
      (theme) => theme.parentCode!,
    ),
    byDacCode: listByKey<string, ThemeEntity & { dacCode: string }>(
      (codes) =>
        reader.named('Theme.byDacCode')
          .rows(sql`SELECT ${themeColumns}, mapped.code AS "dacCode" FROM unnest(${keyArray(codes, 'text')}) AS mapped(code)
          JOIN theme t ON t.dac_codes @> ARRAY[mapped.code] ORDER BY t.code`),
      (theme) => theme.dacCode,
    ),
    byGoal: listByKey<string, ThemeEntity & { goalCode: string }>(
      (codes) =>
        reader.named('Theme.byGoal')
          .rows(sql`SELECT ${themeColumns}, mapped.code::text AS "goalCode" FROM unnest(${keyArray(codes, 'smallint')}) AS mapped(code)
          JOIN theme t ON t.goal_codes @> ARRAY[mapped.code] ORDER BY t.code`),
      (theme) => theme.goalCode,
    ),
    page: (args: ThemesArgs) => list.pageOf(args, themeConditions),
    sector: byKey<string, DacSectorEntity>(
      (codes) =>
        reader
          .named('Theme.sector')
          .rows(sql`SELECT ${sectorColumns} FROM dac_sector s WHERE s.code = ${anyKey(codes, 'text')}`),
      (sector) => sector.code,
    ),
    sectorById: byKey<string, DacSectorEntity>(
      (ids) =>
        reader
          .named('Theme.sectorById')
          .rows(sql`SELECT ${sectorColumns} FROM dac_sector s WHERE s.id = ${anyKey(ids, 'uuid')}`),
      (sector) => sector.id,
    ),
    sectorPage: (args: DacSectorsArgs) => sectorList.pageOf(args, sectorConditions),
    goal: byKey<string, SustainableDevelopmentGoalEntity>(
      (codes) =>
        reader
          .named('Theme.goal')
          .rows(
            sql`SELECT ${goalColumns} FROM sustainable_development_goal g WHERE g.code = ${anyKey(codes, 'smallint')}`,
          ),
      (goal) => String(goal.code),
    ),
    goalById: byKey<string, SustainableDevelopmentGoalEntity>(
      (ids) =>
        reader
          .named('Theme.goalById')
          .rows(
            sql`SELECT ${goalColumns} FROM sustainable_development_goal g WHERE g.id = ${anyKey(ids, 'uuid')}`,
          ),
      (goal) => goal.id,
    ),
    goalPage: (args: SustainableDevelopmentGoalsArgs) => goalList.pageOf(args, goalConditions),
  };
}
