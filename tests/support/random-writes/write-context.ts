import type { Random } from '../random/random.js';

/** What a random write has: chance, the things that there are, and the connection of its transaction. */
export interface WriteContext {
  random: Random;
  /** A thing of this type, more often one of a few that all writers like. */
  any(type: string): string;
  /** The id of a new thing; others see it when the transaction commits. */
  born(type: string): string;
  gone(type: string, id: string): void;
  /** One statement. @returns the number of rows that it wrote */
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
