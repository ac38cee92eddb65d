import type { QueryPlan } from '@graphql-hive/router-query-planner';

/** To the planning process: the supergraph first, then one text at a time. */
export type PlanningRequest = { supergraph: string } | { text: string };

/** From the planning process: one reply to each request. */
export type PlanningReply = { isReady: true } | { plan: QueryPlan } | { error: string };

/** Plans a normalised operation. */
export type Plan = (text: string) => Promise<QueryPlan>;
