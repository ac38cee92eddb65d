import type { Random } from '../random/random.js';

/** Context of a random write: random numbers, known entities, and the connection of its transaction. */
export interface WriteContext {
  random: Random;
  /** Id of an entity of this type, preferably one of a few that all writers share. */
  any(type: string): string;
  /** Id of a new entity, which others use after the commit. */
  born(type: string): string;
  gone(type: string, id: string): void;
  /** Executes a statement. @returns the number of changed rows */
  run(text: string, values?: readonly unknown[]): Promise<number>;
}

export type Write = (turn: WriteContext) => Promise<unknown>;

export const FACT = `'[{"title":"test"}]', 'ILLUSTRATIVE'`;
export const THEMES = ['ENV', 'ENV-WATER', 'ECO', 'CUL', 'EDU', 'POL'];
export const COUNTRIES = ['BJ', 'SN', 'ML', 'MA', 'TN', 'MG', 'VN', 'HT', 'DE', 'PL'];

export const renamed = (table: string, type: string, columns: string): Write => {
  return ({ any, random, run }) =>
    run(`UPDATE ${table} SET ${columns} WHERE id = $1`, [any(type), `renamed ${random.word()}`]);
};
export const deleted = (table: string, type: string, parts: readonly string[] = []): Write => {
  return async ({ any, run, gone }) => {
    const id = any(type);
    for (const part of parts) await run(`DELETE FROM ${part} = $1`, [id]);
    if (await run(`DELETE FROM ${table} WHERE id = $1`, [id])) gone(type, id);
  };
};
