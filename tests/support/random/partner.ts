import { ask } from '../graph.js';
import { Random } from './random.js';

export interface PartnerChange {
  id: string;
  type: string;
  entityId: string;
  operation: 'CREATED' | 'UPDATED' | 'CLOSED' | 'DELETED';
}

const PAGE = `query ($after: String!, $first: Int!) {
  changes(after: $after, first: $first) { nodes { id type entityId operation } pageInfo { hasNextPage endCursor } }
}`;

/**
 * A partner that keeps a copy of all ids with `changes`. At random, it restarts with its last saved cursor, and receives
 * the changes after it again.
 */
export class Partner {
  /** Existing entities, as `type id`. */
  readonly copy: Set<string>;
  /** Changes in order of their first arrival. */
  readonly received: PartnerChange[] = [];
  /** Changes that were received twice without a restart; there must be none. */
  readonly duplicates: string[] = [];
  restarts = 0;
  #cursor: string;
  #savedCursor: string;
  /** Changes since the saved cursor. */
  readonly #sinceSaved = new Set<string>();
  /** Changes received before a restart, and expected again. */
  readonly #expected = new Set<string>();
  readonly #known = new Set<string>();
  readonly #random: Random;

  constructor(
    private readonly graph: string,
    start: { cursor: string; things: Iterable<string> },
    seed: number,
  ) {
    this.#cursor = this.#savedCursor = start.cursor;
    this.copy = new Set(start.things);
    this.#random = new Random(seed);
  }

  /** Reads a page. @returns whether there may be more; true when the graph cannot answer */
  async page(): Promise<boolean> {
    if (this.#random.chance(0.05)) this.#restart();
    const variables = { after: this.#cursor, first: 1 + this.#random.below(100) };
    const answer = await ask(PAGE, variables, { graph: this.graph }).catch(() => undefined);
    if (!answer || answer.errors.length) return true;
    const { nodes, pageInfo } = answer.data.changes as {
      nodes: PartnerChange[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    for (const change of nodes) this.#take(change);
    this.#cursor = pageInfo.endCursor;
    if (this.#random.chance(0.5)) {
      this.#savedCursor = this.#cursor;
      this.#sinceSaved.clear();
    }
    return pageInfo.hasNextPage;
  }

  #take(change: PartnerChange): void {
    const again = this.#expected.delete(change.id);
    if (this.#known.has(change.id) && !again) this.duplicates.push(change.id);
    if (!this.#known.has(change.id)) this.received.push(change);
    this.#known.add(change.id);
    this.#sinceSaved.add(change.id);
    const thing = `${change.type} ${change.entityId}`;
    if (change.operation === 'DELETED') this.copy.delete(thing);
    else this.copy.add(thing);
  }

  #restart(): void {
    this.restarts += 1;
    this.#cursor = this.#savedCursor;
    for (const id of this.#sinceSaved) this.#expected.add(id);
    this.#sinceSaved.clear();
  }
}
