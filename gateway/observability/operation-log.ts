import type { Logger } from 'pino';
import { hashOf } from '../operation/document-ids.js';
import type { OperationObserver, OperationRecord } from '../operation/record.js';
import { shapeOf } from './shape.js';

/** Longest name that is logged: names are a client's own text. */
const MAX_NAME = 100;

/**
 * Logs one line per operation, at info. Nothing in it is a value of a client: no variable, no literal, no credential, no
 * address. One that took longer than this is logged at warn, with the shape of its document.
 * @param slowMs milliseconds; 0: none is slow
 */
export function operationLog(log: Logger, slowMs: number): OperationObserver {
  return {
    observe(record, codes) {
      const isSlow = slowMs > 0 && record.milliseconds >= slowMs;
      if (!log.isLevelEnabled(isSlow ? 'warn' : 'info')) return;
      const line = lineOf(record, codes);
      if (isSlow) log.warn({ ...line, ...detailsOf(record) }, 'slow operation');
      else log.info(line, 'operation');
    },
  };
}

function lineOf({ caller, text, ...record }: OperationRecord, codes: readonly string[]) {
  return {
    requestId: caller.requestId,
    operation: record.name?.slice(0, MAX_NAME) ?? null,
    type: record.type ?? null,
    document: text === undefined ? null : hashOf(text),
    actor: caller.actor.kind,
    door: record.door,
    cost: record.cost,
    milliseconds: Math.round((performance.now() - record.arrived) * 10) / 10,
    subgraphRequests: caller.statistics?.subgraphRequests ?? 0,
    sqlStatements: caller.statistics?.sqlStatements ?? 0,
    cache: record.cache,
    outcome: codes.length ? codes : 'OK',
  };
}

const detailsOf = ({ caller, document }: OperationRecord) => ({
  sqlBySubgraph: caller.statistics?.bySubgraph ?? {},
  ...(document ? { shape: shapeOf(document) } : {}),
});
