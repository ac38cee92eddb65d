import { expected } from '../errors/errors.js';
import type { Text } from '../errors/messages.js';
import type { OutboxPosition } from './outbox.js';
import type { CursorCodec } from '../lists/pagination.js';

/** Positions in the outboxes of several subgraphs, by name of the subgraph. */
export type OutboxPositions = ReadonlyMap<string, OutboxPosition>;

/** Place in the merged list of changes: what was read of each outbox, and in which one the last change is. */
export interface ChangePlace {
  positions: OutboxPositions;
  /** Subgraph of the change that the cursor is of; absent for a cursor of no change, such as the end of an empty page. */
  last?: string | undefined;
}

/** Begins the part of a cursor that names the outbox of its change; no subgraph has such a name. */
const LAST = '=';

/** Encodes the cursor of `changes` and `asOf`: valid for as long as the graph keeps its SECRET. */
export function encodeOutboxCursor(cursors: CursorCodec, positions: OutboxPositions, last?: string): string {
  return cursors.encode(markOf(cursors), [
    // Sorted, so that equal positions give equal cursors.
    ...[...positions]
      .map(([subgraph, { transaction, number }]) => `${subgraph} ${transaction} ${number}`)
      .sort(),
    ...(last === undefined ? [] : [`${LAST}${last}`]),
  ]);
}

/** Decodes the positions of a cursor. @throws BAD_USER_INPUT, naming `argument`, when it is not a cursor of `changes` */
export function decodeOutboxCursor(
  cursors: CursorCodec,
  cursor: string,
  argument: string,
  expectedCursor: Text = EXPECTED,
): Map<string, OutboxPosition> {
  const parts = cursors.decode(markOf(cursors), cursor, argument, expectedCursor);
  return new Map(
    parts
      .filter((part) => !part.startsWith(LAST))
      .map((part) => {
        const [subgraph = '', transaction = '', number = ''] = part.split(' ');
        return [subgraph, { transaction, number }];
      }),
  );
}

/** Decodes a cursor with the change that it is of. @throws BAD_USER_INPUT as {@link decodeOutboxCursor} */
export function decodeChangeCursor(cursors: CursorCodec, cursor: string, argument: string): ChangePlace {
  const positions = decodeOutboxCursor(cursors, cursor, argument);
  const last = cursors
    .decode(markOf(cursors), cursor, argument, EXPECTED)
    .find((part) => part.startsWith(LAST));
  return { positions, last: last?.slice(LAST.length) };
}

/** True when a reader at `reached` has read everything up to `target`. */
export function hasReached(reached: OutboxPosition | undefined, target: OutboxPosition): boolean {
  if (!reached) return false;
  const order = compareDigits(reached.transaction, target.transaction);
  return (order || compareDigits(reached.number, target.number)) >= 0;
}

/** Compares whole numbers in decimal digits without leading zeros. */
function compareDigits(left: string, right: string): number {
  if (left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : left > right ? 1 : 0;
}

const EXPECTED = expected('CURSOR_OF_CHANGES');
const markOf = (cursors: CursorCodec) => cursors.listMark('changes');
