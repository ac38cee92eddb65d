import { columnsOf, listByKey, sql, type StoreTools } from '#kernel';
import { DepartmentEntity, RegionEntity } from './territory.entity.js';

const departmentColumns = columnsOf(DepartmentEntity, 'd');
const regionColumns = columnsOf(RegionEntity, 'r');

const allDepartments = sql`SELECT ${departmentColumns} FROM department d ORDER BY d.code COLLATE "C"`;
const allRegions = sql`SELECT ${regionColumns} FROM region r ORDER BY r.code COLLATE "C"`;

export function territoryStore({ reader, tables }: StoreTools) {
  return {
    department: tables.lookup<DepartmentEntity>('department', allDepartments, (department) => department.code),
    departments: () =>
      reader.rows<DepartmentEntity>(allDepartments),
    departmentsOf: listByKey<string, DepartmentEntity>(
      (codes) =>
        reader.rows(sql`SELECT ${departmentColumns} FROM department d WHERE d.region_code = ANY(${codes}::text[])
          ORDER BY d.code COLLATE "C"`),
      (department) => department.regionCode,
    ),
    region: tables.lookup<RegionEntity>('region', allRegions, (region) => region.code),
    regions: () =>
      reader.rows<RegionEntity>(allRegions),
  };
}
