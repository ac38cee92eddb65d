import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DatabaseError } from '../database/database.js';

/** File of a backup that names all others; it is written last, so that a backup without it is unfinished. */
export const MANIFEST = 'manifest.json';
/** Format of backups; another one is refused. */
export const FORMAT = 1;

const table = z.object({
  schema: z.string(),
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.number().int(),
  file: z.string().regex(/^[\w.-]+$/),
  /** SHA-256 of the rows as COPY writes them, in the order of their key. */
  sha256: z.string(),
});
const sequence = z.object({ schema: z.string(), name: z.string(), value: z.string(), isCalled: z.boolean() });
const manifest = z.object({
  format: z.literal(FORMAT),
  /** Version of the program, for people. */
  version: z.string(),
  createdAt: z.string(),
  /** Version of PostgreSQL. */
  postgres: z.string(),
  /** Names of the migrations that had run, by subgraph. */
  migrations: z.record(z.string(), z.array(z.string())),
  tables: z.array(table),
  sequences: z.array(sequence),
});

export type Manifest = z.output<typeof manifest>;
export type BackedUpTable = z.output<typeof table>;

/** @throws DatabaseError for a directory that holds no whole backup of this format */
export function readManifest(directory: string): Manifest {
  let text: string;
  try {
    text = readFileSync(join(directory, MANIFEST), 'utf8');
  } catch (cause) {
    throw new DatabaseError(
      `${directory} holds no backup: ${MANIFEST} cannot be read (${(cause as Error).message}). A backup that was interrupted has none.`,
      { cause },
    );
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new DatabaseError(`${join(directory, MANIFEST)} is not JSON.`, { cause });
  }
  const parsed = manifest.safeParse(content);
  if (parsed.success) return parsed.data;
  const { format, version } = content as { format?: unknown; version?: unknown };
  throw new DatabaseError(
    format === FORMAT
      ? `${join(directory, MANIFEST)} is damaged: ${z.prettifyError(parsed.error)}`
      : `The backup in ${directory} has the format ${String(format)} (Passerelle ${String(version)}), and this version reads format ${FORMAT}: restore it with the version that made it.`,
  );
}
