// List of the subgraphs. Composition, migration, loading, start-up and tests iterate over it.
export { access } from './access/index.js';
export { expertises } from './expertises/index.js';
export { countryGroups } from './country-groups/index.js';
export { events } from './events/index.js';
export { authorities } from './authorities/index.js';
export { cooperations } from './cooperations/index.js';
export { imports } from './imports/index.js';
export { search } from './search/index.js';
