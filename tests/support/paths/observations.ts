import { hopText, type Batch } from './document.js';
import { readHop, type Answered, type Met } from './reading.js';
import type { Hop } from './walk.js';

/** Values of a hop, by the id of its first entity, with the path on which each was read. */
export type Seen = Map<string, Map<string, string>>;

/** Everything that one caller has read on paths. */
export class Observations {
  /** Types by id. */
  readonly things = new Map<string, string>();
  readonly hops = new Map<string, { hop: Hop; seen: Seen }>();
  refused = 0;
  /** Number of values, entities and refusals at the ends of paths. */
  values = 0;
  readonly #types = new Map<string, Set<string>>();

  /** Number of paths with an entity of one of these types. */
  pathsTo(types: readonly string[]): number {
    return new Set(types.flatMap((type) => [...(this.#types.get(type) ?? [])])).size;
  }

  take({ paths }: Batch, { data, codes }: Answered): void {
    if (!data) {
      this.refused += paths.length;
      return;
    }
    for (const { path, keys } of paths) {
      let here: Met[] = [{ object: data, at: '' }];
      path.hops.forEach((hop, at) => {
        const next: Met[] = [];
        for (const met of here) {
          const value = readHop(met, hop, keys[at]!, codes, (beyond) => {
            const { id, __typename: type } = beyond.object;
            this.things.set(id, type);
            this.#types.set(type, (this.#types.get(type) ?? new Set()).add(path.name));
            if (type === path.hops[at + 1]?.from) next.push(beyond);
          });
          if (at > 0) this.#see(hop, met.object.id, value, path.name);
          if (at === path.hops.length - 1 && value !== null) this.values += 1;
        }
        here = next;
      });
    }
  }

  #see(hop: Hop, id: string, value: unknown, path: string): void {
    const key = `${hop.from} ${hopText(hop)}`;
    let of = this.hops.get(key);
    if (!of) this.hops.set(key, (of = { hop, seen: new Map() }));
    let values = of.seen.get(id);
    if (!values) of.seen.set(id, (values = new Map()));
    values.set(JSON.stringify(value), path);
  }
}
