import { authorities } from './authorities.js';
import { cooperations } from './cooperations.js';
import { countryGroups } from './country-groups.js';
import { events } from './events.js';
import { expertises } from './expertises.js';
import type { Write } from './write-context.js';

/** Random writes of every kind, by subgraph. */
export const writes: Readonly<Record<string, readonly Write[]>> = {
  authorities,
  expertises,
  'country-groups': countryGroups,
  cooperations,
  events,
};
