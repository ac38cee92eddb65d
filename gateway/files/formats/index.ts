import { CSV } from './csv.js';
import { JSON_ARRAY, NDJSON } from './json.js';
import { XLSX } from './xlsx.js';
import type { Format } from './format.js';

export { SEPARATORS, type Separator } from './format.js';
export type { Format, FormatOptions, Values } from './format.js';

/** Formats by the extension of their files. */
export const FORMATS: Readonly<Record<string, Format>> = {
  csv: CSV,
  xlsx: XLSX,
  ndjson: NDJSON,
  json: JSON_ARRAY,
};
