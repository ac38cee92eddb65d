import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError } from '../../settings/operator-error.js';
import { labelsOf, type CandidateType } from './candidates.js';
import type { Decision, OpenRow } from './decision-file.js';
import type { ImportGraph } from './graph.js';

export interface ImportState {
  id: string;
  /** The work in which it failed. */
  failedIn: string | null;
  fileName: string;
  state: string;
  profile: string | null;
  version: number;
  failure: { code: string; message: string } | null;
  progress: { done: number; total: number };
  counts: { fate: string | null; count: number }[];
}

const STATE = `id fileName state failedIn profile version failure { code message(lang: EN) } progress { done total } counts { fate count }`;
const AT_WORK = new Set(['READING', 'PREVIEWING', 'APPLYING', 'UNDOING']);
const AGAIN: Readonly<Record<string, 'importPreview' | 'importApply' | 'importUndo'>> = {
  PREVIEWING: 'importPreview',
  APPLYING: 'importApply',
  UNDOING: 'importUndo',
};
const POLL_MS = 250;
const DECISIONS = 100;

/** Work of the command on one import. */
export class ImportSession {
  constructor(
    private readonly graph: ImportGraph,
    readonly id: string,
    private readonly show: (doing: string, done: number, total: number) => void,
  ) {}

  async state(): Promise<ImportState> {
    const { import: found } = await this.graph.ask<{ import: ImportState | null }>(
      'imports',
      `query ($id: ID!) { import(id: $id) { ${STATE} } }`,
      { id: this.id },
    );
    if (!found) throw new OperatorError(`There is no import ${this.id}.`);
    return found;
  }

  /** Waits until the job has done what it is at. @throws OperatorError when it fails */
  async settled(): Promise<ImportState> {
    for (;;) {
      const found = await this.state();
      const { done, total } = found.progress;
      if (found.state === 'UPLOADING')
        throw new OperatorError('Its file has not arrived whole: import the file again.');
      if (AT_WORK.has(found.state)) this.show(`${found.state.toLowerCase()} rows`, done, total);
      else if (found.state === 'FAILED')
        throw new OperatorError(
          `${found.failure?.message ?? 'The import failed.'}\nWhen the reason is gone: npm run import -- --resume ${this.id}`,
        );
      else return found;
      await sleep(POLL_MS);
    }
  }

  /** As {@link settled}, and lets an import that failed go on with what it was at. */
  async settledAfterFailure(): Promise<ImportState> {
    const { state, failedIn } = await this.state();
    const again = state === 'FAILED' ? AGAIN[failedIn ?? ''] : undefined;
    return again ? this.work(again) : this.settled();
  }

  /** Asks for a work, and waits for its end. */
  async work(mutation: 'importPreview' | 'importApply' | 'importUndo'): Promise<ImportState> {
    await this.graph.mutate(mutation, 'import { id }', { id: this.id });
    return this.settled();
  }

  async decide(decisions: readonly (Decision & { rowId: string })[]): Promise<void> {
    for (let from = 0; from < decisions.length; from += DECISIONS)
      await this.graph.mutate('importDecide', 'import { id }', {
        id: this.id,
        decisions: decisions.slice(from, from + DECISIONS),
      });
  }

  /** Rows that are ambiguous or refused, with their candidates in words. */
  async openRows(): Promise<OpenRow[]> {
    const rows = await this.#rows(['AMBIGUOUS', 'REFUSED']);
    const candidatesOf = (row: RowAnswer) =>
      Object.entries({
        Authority: row.frenchAuthorities.flatMap(({ candidates }) => candidates),
        ForeignAuthority: row.foreignAuthorities.flatMap(({ candidates }) => candidates),
        Partnership: row.candidates,
      } satisfies Record<CandidateType, { id: string }[]>).flatMap(([type, found]) =>
        found.map(({ id }) => ({ type: type as CandidateType, id })),
      );
    const all = rows.flatMap(candidatesOf);
    const idsOf = (type: CandidateType) => all.filter((one) => one.type === type).map(({ id }) => id);
    const labelOf = await labelsOf(this.graph, {
      Authority: idsOf('Authority'),
      ForeignAuthority: idsOf('ForeignAuthority'),
      Partnership: idsOf('Partnership'),
    });
    return rows.map((row) => ({
      ...row,
      reasons: row.problems.map(({ column, value, expected }) =>
        [column && `${column}:`, value && `"${value}":`, expected].filter(Boolean).join(' '),
      ),
      candidates: candidatesOf(row).map(({ id }) => ({ id, label: labelOf(id) })),
    }));
  }

  async #rows(fates: readonly string[]): Promise<RowAnswer[]> {
    const rows: RowAnswer[] = [];
    let after: string | null = null;
    do {
      type Answer = { import: { rows: { nodes: RowAnswer[]; pageInfo: PageInfo } } };
      const answer: Answer = await this.graph.ask<Answer>(
        'imports',
        `query ($id: ID!, $fates: [ImportRowFate!], $after: String) { import(id: $id) {
          rows(first: 100, after: $after, filter: { fate: { in: $fates } }) { nodes { ${ROW} } pageInfo { hasNextPage endCursor } } } }`,
        { id: this.id, fates, after },
      );
      const { nodes, pageInfo } = answer.import.rows;
      rows.push(...nodes);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    return rows;
  }
}

interface PageInfo {
  hasNextPage: boolean;
  endCursor: string | null;
}

const ROW = `id sheet rowNumber externalId fate cells { column value } problems { column value expected(lang: EN) }
  frenchAuthorities { candidates { id } } foreignAuthorities { candidates { id } } candidates { id }`;

interface RowAnswer extends Pick<OpenRow, 'id' | 'sheet' | 'rowNumber' | 'externalId' | 'fate' | 'cells'> {
  problems: { column: string; value: string; expected: string }[];
  frenchAuthorities: { candidates: { id: string }[] }[];
  foreignAuthorities: { candidates: { id: string }[] }[];
  candidates: { id: string }[];
}
