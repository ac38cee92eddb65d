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
 * Keeps a copy of what there is with `changes` alone. Now and then it is begun anew with the last cursor that it had
 * kept, and hears again what came after it.
 */
export class Partner {
  /** Ids of what there is, by type and id. */
  readonly copy: Set<string>;
  /** Every change that was received for the first time, in order. */
  readonly received: PartnerChange[] = [];
  /** Changes that were received again without a restart: there must be none. */
  readonly doubled: string[] = [];
  restarts = 0;
  #cursor: string;
  #kept: string;
  /** Since the cursor that is kept. */
  readonly #sinceKept = new Set<string>();
  /** Heard before the restart, and expected again. */
  readonly #expected = new Set<string>();
  readonly #known = new Set<string>();
  readonly #random: Random;

  constructor(
    private readonly graph: string,
    start: { cursor: string; things: Iterable<string> },
    seed: number,
  ) {
    this.#cursor = this.#kept = start.cursor;
    this.copy = new Set(start.things);
    this.#random = new Random(seed);
  }

  /** @returns whether there may be more; a graph that cannot answer is asked again later */
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
      this.#kept = this.#cursor;
      this.#sinceKept.clear();
    }
    return pageInfo.hasNextPage;
  }

  #take(change: PartnerChange): void {
    const again = this.#expected.delete(change.id);
    if (this.#known.has(change.id) && !again) this.doubled.push(change.id);
    if (!this.#known.has(change.id)) this.received.push(change);
    this.#known.add(change.id);
    this.#sinceKept.add(change.id);
    const thing = `${change.type} ${change.entityId}`;
    if (change.operation === 'DELETED') this.copy.delete(thing);
    else this.copy.add(thing);
  }

  #restart(): void {
    this.restarts += 1;
    this.#cursor = this.#kept;
    for (const id of this.#sinceKept) this.#expected.add(id);
    this.#sinceKept.clear();
  }
}
