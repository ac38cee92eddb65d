import { readFileSync } from 'node:fs';
import type { KnownAuthority } from '../candidates.js';

// For the tests of likeness: the authorities abroad of the data set.

export interface KnownRow {
  key: string;
  name: string;
  localName: string | null;
  aliases: string[];
  kind: KnownAuthority['kind'];
  countryCode: string;
  latitude?: number | null;
  longitude?: number | null;
  wikidataId?: string | null;
}

export const knownRows = JSON.parse(
  readFileSync(
    new URL('../../../../../services/authorities/data/foreign-authorities.json', import.meta.url),
    'utf8',
  ),
) as KnownRow[];
