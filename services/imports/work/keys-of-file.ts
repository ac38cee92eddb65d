import { createHash } from 'node:crypto';
import type { CellProblem, ImportRow } from '../mapping/import-row.js';
import { externalIdOf, statementOf } from '../matching/external-id.js';
import { reason, rowProblem } from '../matching/row-problems.messages.js';

/** First row of the file that has a key, and what it states. */
interface KeyedRow {
  key: string;
  row: number;
  hash: string;
}

/** Rows without a key of their own whose content gives them the same one. */
interface Namesakes {
  /** Number of the next one that states something else. */
  next: number;
  /** The rows by what they state. */
  byHash: Map<string, KeyedRow>;
}

/** Key of a row of a file, and what is wrong with it. */
export interface RowKey {
  key: string;
  problem: CellProblem | null;
}

const hashOf = (row: ImportRow): string =>
  createHash('sha256').update(statementOf(row)).digest('base64url').slice(0, 16);

const repeated = ({ key, row }: KeyedRow): RowKey => ({
  key,
  problem: rowProblem('', false, reason('REPEATED', undefined, { row })),
});

/** Keys of the rows of a file; each row costs the same, however many have the same key. */
export class KeysOfFile {
  readonly #seen = new Map<string, KeyedRow>();
  readonly #namesakes = new Map<string, Namesakes>();

  /**
   * Key of a row. Rows without one of their own that would have the same key and differ are numbered.
   * @returns the problem when another row has the same key of its own and says something else, or says the same
   */
  keyOf(row: ImportRow): RowKey {
    return row.externalId === null ? this.#derivedKey(row) : this.#ownKey(row, row.externalId);
  }

  #ownKey(row: ImportRow, key: string): RowKey {
    const hash = hashOf(row);
    const seen = this.#seen.get(key);
    if (!seen) return this.#add({ key, row: row.place.row, hash });
    if (seen.hash === hash) return repeated(seen);
    const problem = rowProblem(key, true, reason('EXTERNAL_ID_TWICE', undefined, { row: seen.row }));
    return { key, problem };
  }

  #derivedKey(row: ImportRow): RowKey {
    const base = externalIdOf(row);
    const hash = hashOf(row);
    let namesakes = this.#namesakes.get(base);
    if (!namesakes) this.#namesakes.set(base, (namesakes = { next: 1, byHash: new Map() }));
    const seen = namesakes.byHash.get(hash);
    if (seen) return repeated(seen);
    let key: string;
    do {
      key = namesakes.next === 1 ? base : `${base}#${namesakes.next}`;
      namesakes.next += 1;
    } while (this.#seen.has(key));
    const added = { key, row: row.place.row, hash };
    namesakes.byHash.set(hash, added);
    return this.#add(added);
  }

  #add(row: KeyedRow): RowKey {
    this.#seen.set(row.key, row);
    return { key: row.key, problem: null };
  }
}
