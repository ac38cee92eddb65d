import type { SubgraphClient } from '#kernel/auth';
import type { Bootstrap } from '../bootstrap/bootstrap.js';
import { Budgets } from './budgets.js';
import { SharedSpending } from './shared-spending.js';

/** Most operations of one client that wait for their turn. */
const MAX_WAITING = 1_000;

type BudgetConfig = Pick<
  Bootstrap['config'],
  'budgetAnonymous' | 'budgetIdentified' | 'maxOperationsAtOnce' | 'secret'
>;

/** @param isShared whether other gateways are told what this one charges */
export function createBudgets(config: BudgetConfig, isShared: boolean): Budgets {
  return new Budgets({
    anonymousPerMinute: config.budgetAnonymous,
    identifiedPerMinute: config.budgetIdentified,
    maxRunning: config.maxOperationsAtOnce,
    maxWaiting: MAX_WAITING,
    secret: config.secret,
    isShared,
  });
}

/**
 * Opens the budgets of clients. A gateway with its subgraphs in other processes may have replicas, and shares the budgets
 * with them through the access subgraph.
 */
export function openBudgets({ config, shutdownHooks, log }: Bootstrap, access: SubgraphClient): Budgets {
  const isShared = config.subgraphUrls !== undefined;
  const budgets = createBudgets(config, isShared);
  if (isShared) {
    const sharing = new SharedSpending(budgets, access, log);
    sharing.start();
    shutdownHooks.add(() => sharing.close());
  }
  return budgets;
}
