import { setImmediate } from 'node:timers/promises';
import { Random } from '../random/random.js';
import { write, type Written } from './document.js';
import type { KnownEntities } from './known-entities.js';
import type { Shape } from './shape.js';
import { Values } from './values.js';
import { Walker } from './walk.js';

/** Things passed by the longest path. */
const MAX_THINGS = 6;

/**
 * Paths that differ in their fields and types, not in arguments alone.
 * @param favourites types as which things of any type are rather taken
 */
export async function generatePaths(
  { shape, things, favourites }: { shape: Shape; things: KnownEntities; favourites: readonly string[] },
  seed: number,
  count: number,
): Promise<Written[]> {
  const random = new Random(seed);
  const walker = new Walker(shape, new Values(random, things), random, favourites);
  const found = new Map<string, Written>();
  while (found.size < count) {
    const path = walker.path(random.below(MAX_THINGS));
    const written = found.has(path.name) ? undefined : write(path, found.size, random, shape.api);
    if (written) found.set(path.name, written);
    // Connections that the graph ends meanwhile are seen to end.
    if (found.size % 50 === 0) await setImmediate();
  }
  return [...found.values()];
}
