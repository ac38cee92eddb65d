import type { OutboxPosition } from './outbox.js';
import type { CursorCodec } from '../lists/pagination.js';

/** Positions in the feeds of several subgraphs, by name. */
export type OutboxPositions = ReadonlyMap<string, OutboxPosition>;

/** What `changes` gives as its cursor, and what `asOf` takes: good for as long as the graph keeps its SECRET. */
export function encodeOutboxCursor(cursors: CursorCodec, positions: OutboxPositions): string {
  return cursors.encode(
    markOf(cursors),
    // The same positions are the same cursor, whoever was read first.
    [...positions]
      .map(([subgraph, { transaction, number }]) => `${subgraph} ${transaction} ${number}`)
      .sort(),
  );
}

/** @throws BAD_USER_INPUT, naming `argument`, when it is no cursor of `changes` */
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

/** Whether a reader that stands at `reached` has everything up to `wanted`. */
export function hasReached(reached: OutboxPosition | undefined, wanted: OutboxPosition): boolean {
  if (!reached) return false;
  const order = compareDigits(reached.transaction, wanted.transaction);
  return (order || compareDigits(reached.number, wanted.number)) >= 0;
}

/** Of whole numbers without leading zeros. */
function compareDigits(left: string, right: string): number {
  if (left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : left > right ? 1 : 0;
}

const EXPECTED = 'a cursor that `changes` or `freshness` gave';
const markOf = (cursors: CursorCodec) => cursors.listMark('changes');
