import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { foldText } from '#kernel/values';

/** A current commune of the official geographic code. */
export interface Commune {
  code: string;
  nom: string;
  type: string;
  departement: string;
  siren?: string;
  anciensCodes?: string[];
  codesPostaux?: string[];
}

const file = createRequire(import.meta.url).resolve('@etalab/decoupage-administratif/data/communes.json');

/** Communes of the départements; overseas collectivities have other rules. */
export const communes: readonly Commune[] = (JSON.parse(readFileSync(file, 'utf8')) as Commune[]).filter(
  ({ type, departement }) => type === 'commune-actuelle' && departement !== undefined,
);

/** Name of a commune without the characters that people omit. */
export const foldedName = ({ nom }: Commune): string => foldText(nom).replaceAll(' ', '');
