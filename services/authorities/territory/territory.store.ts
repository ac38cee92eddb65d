import type { StoreTools } from '#kernel/context';
import { columnsOf, sql, type Sql } from '#kernel/database';
import {
  ListReader,
  choiceCondition,
  parentOf,
  textCondition,
  type ListDefinition,
  type ListParent,
} from '#kernel/lists';
import type { AuthorityEntity } from '../authority/authority.entity.js';
import { DepartmentEntity, RegionEntity } from './territory.entity.js';
import type {
  DepartmentFilter,
  DepartmentOrderField,
  DepartmentsArgs,
  RegionFilter,
  RegionOrderField,
  RegionsArgs,
} from './territory.input.js';
import { knownDepartments, knownRegions } from '../known-codes.js';

export type DepartmentRow = Omit<DepartmentEntity, 'searchText'>;
/** A région with the population of its authority, which is the sum of its communes. */
export type RegionRow = Omit<RegionEntity, 'searchText'> &
  Pick<AuthorityEntity, 'population' | 'populationYear'>;

const departmentColumns = columnsOf(DepartmentEntity, 'd', ['searchText']);
const regionColumns = sql`${columnsOf(RegionEntity, 'r', ['searchText'])}, a.population, a.population_year AS "populationYear"`;
const regionTables = sql`region r LEFT JOIN authority a ON a.id = r.authority_id`;
const allDepartments = sql`SELECT ${departmentColumns} FROM department d`;
const allRegions = sql`SELECT ${regionColumns} FROM ${regionTables}`;

const departments: ListDefinition<`${DepartmentOrderField}`> = {
  name: 'Department',
  select: departmentColumns,
  from: sql`department d`,
  id: sql`d.id`,
  orders: {
    CODE: { by: sql`d.code COLLATE "C"`, type: 'text' },
    NAME: { by: sql`d.name COLLATE "fr-FR-x-icu"`, type: 'text' },
  },
  defaultOrder: [{ field: 'CODE', direction: 'ASC' }],
};

const regions: ListDefinition<`${RegionOrderField}`> = {
  name: 'Region',
  select: regionColumns,
  from: regionTables,
  id: sql`r.id`,
  orders: {
    CODE: { by: sql`r.code COLLATE "C"`, type: 'text' },
    NAME: { by: sql`r.name COLLATE "fr-FR-x-icu"`, type: 'text' },
  },
  defaultOrder: [{ field: 'CODE', direction: 'ASC' }],
};

function departmentConditions(filter: DepartmentFilter): Sql[] {
  return [
    ...choiceCondition(sql`d.code`, filter.code),
    ...choiceCondition(sql`d.region_code`, filter.region),
    ...textCondition(sql`d.search_text`, filter.text),
  ];
}

function regionConditions(filter: RegionFilter): Sql[] {
  return [...choiceCondition(sql`r.code`, filter.code), ...textCondition(sql`r.search_text`, filter.text)];
}

export const departmentsOf = parentOf({
  name: 'Region',
  key: sql`d.region_code`,
  type: 'text',
});

export function territoryStore(tools: StoreTools) {
  const { reader, cursors, tables } = tools;
  const departmentCodes = knownDepartments(tools);
  const regionCodes = knownRegions(tools);
  const departmentList = new ListReader<DepartmentRow, `${DepartmentOrderField}`>(
    departments,
    reader,
    cursors,
    { code: departmentCodes, region: regionCodes },
  );
  const regionList = new ListReader<RegionRow, `${RegionOrderField}`>(regions, reader, cursors, {
    code: regionCodes,
  });
  return {
    department: tables.lookup<DepartmentRow>('department', allDepartments, ({ code }) => code),
    departmentById: tables.lookup<DepartmentRow>('department by id', allDepartments, ({ id }) => id),
    departments: (args: DepartmentsArgs, parent?: ListParent) =>
      departmentList.pageOf(args, departmentConditions, parent),
    region: tables.lookup<RegionRow>('region', allRegions, ({ code }) => code),
    regionById: tables.lookup<RegionRow>('region by id', allRegions, ({ id }) => id),
    regions: (args: RegionsArgs) => regionList.pageOf(args, regionConditions),
  };
}
