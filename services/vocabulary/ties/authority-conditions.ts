import { sql, type Sql } from '#kernel/database';
import { choiceCondition, rangeCondition } from '#kernel/lists';

interface Choice {
  in?: string[];
  notIn?: string[];
}
interface AuthorityFacts {
  kind?: Choice;
  siren?: Choice;
  inseeCode?: Choice;
  population?: { gte?: number; lte?: number };
  region?: Choice;
}

/**
 * Conditions on a French authority that a subgraph has replicated, by the facts that each of them replicates. Départements are not
 * among them: some replicate that in which an authority lies, others all in which it holds powers.
 * @param a alias of its row
 */
export const authorityConditions = (a: Sql, filter: AuthorityFacts): Sql[] => [
  ...choiceCondition(sql`${a}.kind`, filter.kind),
  ...choiceCondition(sql`${a}.siren`, filter.siren),
  ...choiceCondition(sql`${a}.insee_code`, filter.inseeCode),
  ...rangeCondition(sql`${a}.population`, filter.population),
  ...choiceCondition(sql`${a}.region_code`, filter.region),
];
