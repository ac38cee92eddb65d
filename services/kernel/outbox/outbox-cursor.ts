import type { OutboxPosition } from './outbox.js';
import type { CursorCodec } from '../lists/pagination.js';

/** Positions in the outboxes of several subgraphs, by name of the subgraph. */
export type OutboxPositions = ReadonlyMap<string, OutboxPosition>;

/** Encodes the cursor of `changes` and `asOf`: valid for as long as the graph keeps its SECRET. */
export function encodeOutboxCursor(cursors: CursorCodec, positions: OutboxPositions): string {
  return cursors.encode(
    markOf(cursors),
    // Sorted, so that equal positions give equal cursors.
    [...positions]
      .map(([subgraph, { transaction, number }]) => `${subgraph} ${transaction} ${number}`)
      .sort(),
  );
}

/** Decodes a cursor. @throws BAD_USER_INPUT, naming `argument`, when it is not a cursor of `changes` */
export function decodeOutboxCursor(
  cursors: CursorCodec,
  cursor: string,
  argument: string,
  expected = EXPECTED,
): Map<string, OutboxPosition> {
  return new Map(
    cursors.decode(markOf(cursors), cursor, argument, expected).map((part) => {
      const [subgraph = '', transaction = '', number = ''] = part.split(' ');
      return [subgraph, { transaction, number }];
    }),
  );
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

const EXPECTED = 'a cursor that `changes` or `freshness` gave';
const markOf = (cursors: CursorCodec) => cursors.listMark('changes');
