import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { ThemeEntity, DacSectorEntity, SustainableDevelopmentGoalEntity } from './theme.entity.js';
import { ThemeResolver, DacSectorResolver, SustainableDevelopmentGoalResolver } from './theme.resolver.js';
import { Theme, DacSector, SustainableDevelopmentGoal } from './theme.type.js';
import type { Stores } from '../stores.js';

export const theme = defineEntity<Stores>({
  types: [Theme, DacSector, SustainableDevelopmentGoal],
  resolvers: [ThemeResolver, DacSectorResolver, SustainableDevelopmentGoalResolver],
  tables: [ThemeEntity, DacSectorEntity, SustainableDevelopmentGoalEntity],
  resolveReference: {
    Theme: ({ code, id }, { themes }) =>
      code !== undefined
        ? themes.byCode.load(String(code))
        : themes.byId.load(requireId('Theme', String(id))),
    DacSector: ({ code, id }, { themes }) =>
      code !== undefined
        ? themes.sector.load(String(code))
        : themes.sectorById.load(requireId('DacSector', String(id))),
    SustainableDevelopmentGoal: ({ code, id }, { themes }) =>
      code !== undefined
        ? themes.goal.load(String(code))
        : themes.goalById.load(requireId('SustainableDevelopmentGoal', String(id))),
  },
});
