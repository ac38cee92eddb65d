import { byKey, columnsOf, listByKey, sql, type StoreTools } from '#kernel';
import { DepartmentEntity, RegionEntity } from './territory.entity.js';

const departmentColumns = columnsOf(DepartmentEntity, 'd');
const regionColumns = columnsOf(RegionEntity, 'r');

export function territoryStore({ reader }: StoreTools) {
  return {
    department: byKey<string, DepartmentEntity>(
      (codes) =>
        reader.rows(sql`SELECT ${departmentColumns} FROM department d WHERE d.code = ANY(${codes}::text[])`),
      (department) => department.code,
    ),
    departments: () =>
      reader.rows<DepartmentEntity>(
        sql`SELECT ${departmentColumns} FROM department d ORDER BY d.code COLLATE "C"`,
      ),
    departmentsOf: listByKey<string, DepartmentEntity>(
      (codes) =>
        reader.rows(sql`SELECT ${departmentColumns} FROM department d WHERE d.region_code = ANY(${codes}::text[])
          ORDER BY d.code COLLATE "C"`),
      (department) => department.regionCode,
    ),
    region: byKey<string, RegionEntity>(
      (codes) => reader.rows(sql`SELECT ${regionColumns} FROM region r WHERE r.code = ANY(${codes}::text[])`),
      (region) => region.code,
    ),
    regions: () =>
      reader.rows<RegionEntity>(sql`SELECT ${regionColumns} FROM region r ORDER BY r.code COLLATE "C"`),
  };
}
