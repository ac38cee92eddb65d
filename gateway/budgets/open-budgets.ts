import type { SubgraphClient } from '#kernel/auth';
import type { Bootstrap } from '../bootstrap/bootstrap.js';
import { isLoopback } from '../settings/issuer-config.js';
import { Budgets } from './budgets.js';
import { SharedSpending } from './shared-spending.js';

/** Most operations of one client that wait for their turn. */
const MAX_WAITING = 1_000;

type BudgetConfig = Pick<
  Bootstrap['config'],
  'budgetAnonymous' | 'budgetIdentified' | 'maxOperationsAtOnce' | 'secret'
>;

/** @param isShared whether this gateway reports what it charges to others */
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
  if (!config.trustProxy && config.publicUrl !== undefined && !isLoopback(new URL(config.publicUrl).hostname))
    log.warn(
      'PUBLIC_URL is not of this machine, and TRUST_PROXY is off: clients that come through a proxy share one budget, that of its address',
    );
  const budgets = createBudgets(config, isShared);
  if (isShared) {
    const sharing = new SharedSpending(budgets, access, log);
    sharing.start();
    shutdownHooks.add(() => sharing.close());
  }
  return budgets;
}
