import { OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import type { Account } from './account.js';
import type { OperationRecord } from './record.js';
import { expectedOfOperation, malformedRequest, operationText, requestError } from './errors.js';

/** What a door lets through. */
export interface Door {
  /** Set where a request must change nothing, such as GET. */
  isReadOnly?: boolean;
  /** Set where results can follow one another. */
  takesEvents?: boolean;
  /** Set for an operation that the gateway has written: its text needs no trust. */
  hasOwnDocument?: boolean;
  /** Set for a result that nobody else will ask for: it is not kept. */
  isOneOff?: boolean;
  /** Aborts when the client has disconnected. */
  signal?: AbortSignal;
  /** Takes over the turn of the operation, to end it when its answer has left. */
  holdTurn?: (end: () => void) => void;
  /** What the operation costs its client; absent for operations of the gateway's own. */
  account?: Account | undefined;
  /** Takes down what becomes known of the operation; absent for operations of the gateway's own. */
  record?: OperationRecord;
}

/** @throws BAD_USER_INPUT for an operation that the door does not take */
export function checkDoor({ operation }: OperationDefinitionNode, { isReadOnly, takesEvents }: Door): void {
  if (operation === OperationTypeNode.MUTATION && isReadOnly) {
    const expected = expectedOfOperation('POST');
    throw malformedRequest(operationText('MUTATION_BY_GET', { expected }), {
      argument: 'method',
      expected,
      status: 405,
    });
  }
  if (operation === OperationTypeNode.SUBSCRIPTION && !takesEvents) {
    const expected = expectedOfOperation('EVENTS');
    throw requestError('BAD_USER_INPUT', operationText('NO_EVENTS', { expected }), {
      argument: 'accept',
      expected,
    });
  }
}
