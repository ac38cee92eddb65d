import { Counter, Histogram, type Registry } from 'prom-client';
import type { OperationObserver } from '../operation/record.js';
import { BUCKETS_S } from './buckets.js';

/** Label of all operations that the operator does not know by name: clients choose names, and each label is a series. */
const OTHER = 'other';

/**
 * Registers the metrics of operations, and fills them.
 * @param known names of operations that have a label of their own
 */
export function operationMetrics(registry: Registry, known: ReadonlySet<string>): OperationObserver {
  const registers = [registry];
  const durations = new Histogram({
    name: 'passerelle_operation_duration_seconds',
    help: 'Time from the arrival of an operation to its answer, by operation (the trusted ones by name, else "other") and outcome: OK, or the code of its first error.',
    labelNames: ['operation', 'outcome'],
    buckets: BUCKETS_S,
    registers,
  });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `passerelle_operation_${name}`, help, labelNames, registers });
  const statements = counter('sql_statements_total', 'SQL statements that operations took.', ['operation']);
  const calls = counter('subgraph_requests_total', 'Requests to subgraphs that operations took.', [
    'operation',
  ]);
  const cost = counter('cost_total', 'Cost of operations, as their clients are charged for it.', [
    'operation',
  ]);
  const cache = counter(
    'cache_total',
    'Answers by their use of the cache: HIT, MISS, or NONE for those that are never kept.',
    ['use'],
  );
  return {
    observe({ name, caller, ...record }, codes) {
      const operation = name !== undefined && known.has(name) ? name : OTHER;
      durations.observe(
        { operation, outcome: codes[0] ?? 'OK' },
        (performance.now() - record.arrived) / 1_000,
      );
      statements.inc({ operation }, caller.statistics?.sqlStatements ?? 0);
      calls.inc({ operation }, caller.statistics?.subgraphRequests ?? 0);
      cost.inc({ operation }, record.cost);
      cache.inc({ use: record.cache });
    },
  };
}
