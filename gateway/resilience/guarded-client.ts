import type { SubgraphCall, SubgraphClient } from '#kernel/auth';
import { errorText, publicError } from '#kernel/errors';
import { OperationTypeNode, getOperationAST, type ExecutionResult, type GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { withDeadline } from '../operation/deadline.js';
import { createCircuit, type CircuitOptions } from './circuit.js';

export interface GuardOptions {
  /** Longest wait for one answer, in milliseconds. */
  timeoutMs: number;
  /** Absent: calls are never refused. */
  circuit?: CircuitOptions | undefined;
  log: Logger;
}

/** Part of the time limit that a call must have had for its failure to count: one late in its operation has little. */
const LEAST_SHARE = 0.5;

/**
 * Client of a subgraph, in process or over HTTP, that answers within a bound: a call that takes too long is a TIMEOUT of
 * this subgraph alone, and while the subgraph goes on failing, calls are refused at once with SUBGRAPH_UNAVAILABLE.
 */
export function guarded(client: SubgraphClient, options: GuardOptions): SubgraphClient {
  const { name } = client;
  const log = options.log.child({ subgraph: name });
  const circuit =
    options.circuit &&
    createCircuit(options.circuit, (state) => {
      if (state === 'open') log.warn('calls are refused: the subgraph fails');
      if (state === 'close') log.info('the subgraph is called again');
    });
  const away = () =>
    publicError('SUBGRAPH_UNAVAILABLE', errorText('SUBGRAPH_AWAY', { name }), { subgraph: name });
  /** `performance.now()` of its last answer. */
  let answeredAt = -Infinity;

  function execute(call: SubgraphCall): Promise<ExecutionResult> {
    const startedAt = performance.now();
    const remaining = (call.deadline ?? Infinity) - startedAt;
    const run = async () => {
      const result = await withDeadline(
        Math.max(0, Math.min(options.timeoutMs, remaining)),
        call.signal,
        (signal) => client.execute({ ...call, signal }),
        () => {},
        () => {},
        () => late(call, name),
      );
      if (isEvery(result, 'SUBGRAPH_UNAVAILABLE')) throw new AwayResult(result);
      if (!isEvery(result, 'TIMEOUT')) answeredAt = performance.now();
      return result;
    };
    if (!circuit) return run().catch(resultOf);
    // Whoever asks for too much waits too long while others are answered: that must not cut off these others.
    const isFault = (error: unknown) =>
      error instanceof AwayResult ||
      codeOf(error) === 'SUBGRAPH_UNAVAILABLE' ||
      (codeOf(error) === 'TIMEOUT' && answeredAt < startedAt && remaining >= options.timeoutMs * LEAST_SHARE);
    return circuit.run(run, isFault, away).catch(resultOf);
  }

  return {
    name,
    execute,
    async subscribe(call) {
      if (circuit?.isOpen) throw away();
      return client.subscribe(call);
    },
    // Says nothing of calls: a subgraph whose operations hang may well be ready.
    ready: () => client.ready(),
    async close() {
      circuit?.close();
      await client.close();
    },
  };
}

/** A result that says nothing but that the database of the subgraph cannot be reached. */
class AwayResult extends Error {
  constructor(readonly result: ExecutionResult) {
    super('the database of the subgraph cannot be reached');
  }
}

function resultOf(error: unknown): ExecutionResult {
  if (error instanceof AwayResult) return error.result;
  throw error;
}

/** Whether a result has errors, and all have this code. */
const isEvery = ({ errors }: ExecutionResult, code: string): boolean =>
  errors !== undefined && errors.length > 0 && errors.every((error) => codeOf(error) === code);

const codeOf = (error: unknown): unknown => (error as Partial<GraphQLError>).extensions?.code;

/** A change that came too late may have been made all the same. */
function late({ document, operationName }: SubgraphCall, name: string): GraphQLError {
  const isMutation = getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION;
  return publicError('TIMEOUT', errorText(isMutation ? 'CHANGE_LATE' : 'SUBGRAPH_LATE', { name }), {
    subgraph: name,
  });
}
