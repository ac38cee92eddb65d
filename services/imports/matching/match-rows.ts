import { isIdOf } from '#kernel/values';
import { ImportDecisionAction, type RowDecision } from '../import-row/row-decision.js';
import type { ForeignAuthorityText, FrenchAuthorityText, ImportRow } from '../mapping/import-row.js';
import { foreignKey } from './external-id.js';
import {
  NearPartners,
  recordForeignAuthorities,
  type ForeignMatch,
  type RecordTarget,
} from './foreign-authorities.js';
import { matchFrenchAuthorities, type FrenchMatch } from './french-authorities.js';
import type { PartnerMatch, RowMatch } from './row-match.js';
import { reason, rowProblem } from './row-problems.messages.js';
import type { SubgraphQuestions } from './subgraph-questions.js';

export interface RowToMatch {
  content: ImportRow;
  decision: RowDecision | null;
}

/** What the names of one import stand for: each distinct name is asked for once. */
export class MatchedNames {
  readonly #french = new Map<string, FrenchMatch>();
  readonly #foreign = new Map<string, ForeignMatch>();
  readonly #near = new NearPartners();

  constructor(private readonly target: Omit<RecordTarget, 'dryRun'>) {}

  /** Matches of rows, with what people decided. */
  async match(questions: SubgraphQuestions, rows: readonly RowToMatch[]): Promise<RowMatch[]> {
    await this.#findFrench(
      questions,
      rows.flatMap(({ content }) => content.french),
    );
    await this.#findForeign(
      questions,
      rows.flatMap(({ content }) => content.foreign),
    );
    const matches = rows.map((row) => this.#matchOf(row));
    await guardCreations(questions, this.#near, rows, matches);
    return matches;
  }

  async #findFrench(questions: SubgraphQuestions, texts: readonly FrenchAuthorityText[]): Promise<void> {
    const open = distinct(texts, (text) => JSON.stringify(text)).filter(([key]) => !this.#french.has(key));
    const found = await matchFrenchAuthorities(
      questions,
      open.map(([, text]) => text),
    );
    open.forEach(([key], index) => this.#french.set(key, found[index]!));
  }

  async #findForeign(questions: SubgraphQuestions, texts: readonly ForeignAuthorityText[]): Promise<void> {
    const open = distinct(texts, foreignKey).filter(([key]) => !this.#foreign.has(key));
    if (!open.length) return;
    const found = await recordForeignAuthorities(
      questions,
      { ...this.target, dryRun: true },
      open.map(([, text]) => ({ text, decision: null })),
    );
    open.forEach(([key], index) => this.#foreign.set(key, found[index]!));
  }

  #matchOf({ content, decision }: RowToMatch): RowMatch {
    const ids = decision?.action === ImportDecisionAction.JOIN ? decision.candidateIds : [];
    const unused = new Set(ids);
    const french = content.french.map((text) =>
      decided(this.#french.get(JSON.stringify(text))!, 'Authority', unused),
    );
    const foreign = content.foreign.map((text) => {
      const match = decided(this.#foreign.get(foreignKey(text))!, 'ForeignAuthority', unused);
      const isRefused = match.problem?.fatal ?? false;
      return decision?.action === ImportDecisionAction.CREATE && match.id === null && !isRefused
        ? { ...match, candidateIds: [], creates: true, problem: null }
        : match;
    });
    return {
      french: french.map(plain),
      foreign: foreign.map(plain),
      partnershipIds: [],
      problems: [...french, ...foreign].flatMap(({ problem }) => problem ?? []),
    };
  }
}

/** Asks about authorities that would be created, unless a person decided so. */
async function guardCreations(
  questions: SubgraphQuestions,
  nearPartners: NearPartners,
  rows: readonly RowToMatch[],
  matches: readonly RowMatch[],
): Promise<void> {
  const open = rows.flatMap(({ content, decision }, index) =>
    decision?.action === ImportDecisionAction.CREATE
      ? []
      : matches[index]!.foreign.flatMap((match, at) => {
          const frenchIds = matches[index]!.french.flatMap(({ id }) => id ?? []);
          return match.creates ? [{ index, at, name: content.foreign[at]!.name, frenchIds }] : [];
        }),
  );
  const near = await nearPartners.find(questions, open);
  open.forEach(({ index, at, name }, place) => {
    const candidateIds = near[place]!;
    if (!candidateIds.length) return;
    matches[index]!.foreign[at] = { id: null, candidateIds, creates: false };
    matches[index]!.problems.push(rowProblem(name, false, reason('FOREIGN_AUTHORITY_AMBIGUOUS.ELSEWHERE')));
  });
}

/** Values by key, each key once. */
const distinct = <Value>(values: readonly Value[], keyOf: (value: Value) => string): [string, Value][] => [
  ...new Map(values.map((value) => [keyOf(value), value])),
];

const plain = ({ id, candidateIds, creates, isDecided }: PartnerMatch): PartnerMatch => ({
  id,
  candidateIds,
  ...(creates === undefined ? {} : { creates }),
  ...(isDecided === undefined ? {} : { isDecided }),
});

/**
 * A match with the decision of a person: the id that is among its candidates or, where there are none, one of the right
 * type. Each id decides about one partner.
 */
function decided<Match extends PartnerMatch & { problem: unknown }>(
  match: Match,
  type: string,
  ids: Set<string>,
): Match {
  const id =
    [...ids].find((one) => match.candidateIds.includes(one)) ??
    (match.id === null && match.candidateIds.length === 0
      ? [...ids].find((one) => isIdOf(type, one))
      : undefined);
  if (id === undefined) return match;
  ids.delete(id);
  return { ...match, id, candidateIds: [], creates: false, isDecided: true, problem: null };
}

/** Whether every partner of a row is sure, or is to be created. */
export const isSettled = ({ french, foreign }: RowMatch): boolean =>
  [...french, ...foreign].every(({ id, creates }) => id !== null || creates === true);
