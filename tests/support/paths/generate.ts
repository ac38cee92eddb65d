import { setImmediate } from 'node:timers/promises';
import { Random } from '../random/random.js';
import { write, type Written } from './document.js';
import type { KnownEntities } from './known-entities.js';
import type { Shape } from './shape.js';
import { Values } from './values.js';
import { Walker } from './walk.js';

/** Entities on the longest path. */
const MAX_THINGS = 6;

/**
 * Generates paths that differ in their fields and types, not only in arguments.
 * @param favourites preferred types of entities
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
    // Lets the client notice connections that the graph has closed meanwhile.
    if (found.size % 50 === 0) await setImmediate();
  }
  return [...found.values()];
}
