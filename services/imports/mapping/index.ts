export { importMapSchema, type CellSpec, type ImportMap } from './import-map.js';
export type * from './import-row.js';
export { themeLookups, type Lookups, type ThemeNames } from './lookups.js';
export { mapRow } from './map-row.js';
export { checkMap, missingColumns, readMap, type MapReading } from './read-map.js';
