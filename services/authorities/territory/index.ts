import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { DepartmentEntity, RegionEntity } from './territory.entity.js';
import { DepartmentResolver, RegionResolver } from './territory.resolver.js';
import { Department, Region } from './territory.type.js';
import type { Stores } from '../stores.js';

export const territory = defineEntity<Stores>({
  types: [Department, Region],
  resolvers: [DepartmentResolver, RegionResolver],
  tables: [DepartmentEntity, RegionEntity],
  resolveReference: {
    Department: ({ code, id }, { territories }) =>
      code !== undefined
        ? territories.department.load(String(code))
        : territories.departmentById.load(requireId('Department', String(id))),
    Region: ({ code, id }, { territories }) =>
      code !== undefined
        ? territories.region.load(String(code))
        : territories.regionById.load(requireId('Region', String(id))),
  },
});
