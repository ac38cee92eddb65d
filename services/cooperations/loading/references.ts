import type { Reading, TableRows } from '#kernel/database';
import { pathsOf, subtreesOf } from '#kernel/values';
import { ThemeTreeEntity } from '#vocabulary';
import { accepted } from './checks.js';
import { files } from './files.js';
import { shapes, type Shape } from './shapes.js';

/** Codes of each theme and of all themes below it, by code. */
export type Themes = ReadonlyMap<string, readonly string[]>;
/** French authorities by key. */
type FrenchAuthorities = ReadonlyMap<string, Shape<'frenchAuthority'>>;
/** Names of each foreign authority, by key. */
type ForeignNames = ReadonlyMap<string, readonly string[]>;

/** Authorities and themes that rows may refer to. */
export interface References {
  french: FrenchAuthorities;
  foreign: ForeignNames;
  themes: Themes;
}

function readThemes(reading: Reading): Themes {
  const rows = reading.rows(files.themeTree, shapes.theme, (row) => row.code);
  const paths = pathsOf(rows);
  for (const { code } of rows)
    if (!paths.has(code)) reading.reject(files.themeTree, code, 'its chain of parents has a gap or a cycle');
  return subtreesOf(paths);
}

function readFrenchAuthorities(reading: Reading): FrenchAuthorities {
  const sirens = new Map<string, string>();
  const rows = accepted(
    reading,
    files.frenchAuthorities,
    reading.rows(files.frenchAuthorities, shapes.frenchAuthority, (row) => row.key),
    (row) => row.key,
    ({ key, siren }) => {
      const other = siren === null ? undefined : sirens.get(siren);
      if (siren !== null && !other) sirens.set(siren, key);
      return other && `SIREN ${siren} is that of ${other}`;
    },
  );
  return new Map(rows.map((row) => [row.key, row]));
}

function readForeignNames(reading: Reading): ForeignNames {
  const rows = reading.rows(files.foreignAuthorities, shapes.foreignAuthority, (row) => row.key);
  return new Map(rows.map((row) => [row.key, row.names]));
}

export function readReferences(reading: Reading): References {
  const french = readFrenchAuthorities(reading);
  const foreign = readForeignNames(reading);
  const themes = readThemes(reading);
  return { french, foreign, themes };
}

/** `REGION` of the key `MG:REGION:Melaky`. */
export const foreignKindOf = (key: string): string => key.split(':')[1]!;

/** Snapshot of the theme tree. */
export function referenceTables({ themes }: References): TableRows[] {
  return [
    {
      entity: ThemeTreeEntity,
      key: ['code'],
      rows: [...themes].map(([code, subtreeCodes]) => ({ code, subtreeCodes })),
    },
  ];
}
