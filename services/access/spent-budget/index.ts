import { defineEntity } from '#kernel/subgraph';
import { SpentBudgetEntity } from './spent-budget.entity.js';

export const spentBudget = defineEntity({
  tables: [SpentBudgetEntity],
});
