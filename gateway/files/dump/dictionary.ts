import type { Dataset } from '../catalogue/dataset.js';
import type { Column, Kind } from '../tables/columns.js';
import type { List } from '../tables/lists.js';
import { titleOf } from '../tables/titles.js';
import { catalogueText } from '../texts.js';

/** File of a dump. */
export interface DumpFile {
  path: string;
  list: string;
  format: 'csv' | 'ndjson';
  mediaType: string;
  rows: number;
  bytes: number;
  /** In hexadecimal. */
  sha256: string;
}

/** Types of Table Schema, and their formats where the default one is narrower than ours. */
const TYPES: Readonly<Record<Kind, { type: string; format?: string }>> = {
  TEXT: { type: 'string' },
  INTEGER: { type: 'integer' },
  NUMBER: { type: 'number' },
  BOOLEAN: { type: 'boolean' },
  DATE: { type: 'date' },
  DATE_TIME: { type: 'datetime', format: 'any' },
  TIME: { type: 'time', format: 'any' },
  JSON: { type: 'object' },
};

/** Returns the data package of a dump (Frictionless, version 1), with the dictionary of each table. */
export function dataPackageOf(
  lists: ReadonlyMap<string, List>,
  files: readonly DumpFile[],
  { dataset, created, origin }: { dataset: Dataset; created: Date; origin: string },
) {
  const title = catalogueText('TITLE');
  const description = catalogueText('DESCRIPTION');
  return {
    profile: 'data-package',
    name: 'passerelle',
    title: title.fr,
    description: `${description.fr}\n\n${description.en}\n\n${dataset.statement.fr}\n\n${dataset.statement.en}`,
    version: dataset.version,
    created: created.toISOString(),
    homepage: `${origin}/`,
    licenses: [{ name: dataset.licence, path: dataset.licenceUrl, title: dataset.statement.en }],
    resources: files.map(({ path, list, format, mediaType, bytes, sha256, rows }) => ({
      name: `${kebab(list)}-${format}`,
      path,
      format,
      mediatype: mediaType,
      compression: 'gz',
      encoding: 'utf-8',
      bytes,
      hash: `sha256:${sha256}`,
      rows,
      description: lists.get(list)!.description,
      ...(format === 'csv'
        ? { profile: 'tabular-data-resource', schema: tableSchemaOf(lists.get(list)!.columns) }
        : {}),
    })),
  };
}

/** Table Schema of a table in CSV. */
function tableSchemaOf(columns: readonly Column[]) {
  return {
    fields: columns.map((column) => ({
      name: column.name,
      title: titleOf(column, 'fr'),
      description: column.description,
      ...typeOf(column),
      ...(column.values && !column.isList ? { constraints: { enum: column.values } } : {}),
    })),
    missingValues: [''],
    ...(columns.some(({ name }) => name === 'id') ? { primaryKey: ['id'] } : {}),
  };
}

/** Objects are an array in JSON; several values of another kind are a text with `|` between them. */
function typeOf({ kind, isList }: Column): { type: string; format?: string } {
  if (!isList) return TYPES[kind];
  return kind === 'JSON' ? { type: 'array' } : { type: 'string' };
}

/** Names of resources have no capitals. */
const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);

/** Checksums as `sha256sum -c` reads them. */
export const checksumsOf = (files: readonly Pick<DumpFile, 'path' | 'sha256'>[]): string =>
  files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');
