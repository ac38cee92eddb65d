import type { ForeignAuthorityText } from '../mapping/import-row.js';
import { foreignKey } from './external-id.js';
import type { PartnerMatch } from './row-match.js';
import type { CellProblem } from '../mapping/import-row.js';
import { reason, rowProblem } from './row-problems.messages.js';
import type { FieldQuestion, SubgraphQuestions } from './subgraph-questions.js';

export interface ForeignMatch extends PartnerMatch {
  creates: boolean;
  problem: CellProblem | null;
}

/** Source of an import, as the batch mutations take it. */
export interface SourceOfRows {
  key: string;
  title: string;
  url: string | null;
  licence: string;
  asOf: string | null;
}

/** For which import, and whom, rows are recorded. @param dryRun only tells what would become of them */
export interface RecordTarget {
  importId: string;
  authorityId: string | null;
  source: SourceOfRows;
  dryRun: boolean;
}

export interface WantedForeignAuthority {
  text: ForeignAuthorityText;
  /** What a person decided: that it is a known one, or none of those that are near. */
  decision: { decision: 'JOIN'; foreignAuthorityId: string } | { decision: 'KEEP_APART' } | null;
}

interface RecordResult {
  outcome: 'CREATED' | 'JOINED' | 'UNCHANGED' | 'AMBIGUOUS' | 'REFUSED';
  foreignAuthority: { id: string } | null;
  candidates: { foreignAuthority: { id: string } }[];
  problems: { code: string; en: string; fr: string }[];
}

const RECORD = `mutation ($input: ForeignAuthoritiesRecordInput!) { foreignAuthoritiesRecord(input: $input) {
  results { outcome foreignAuthority { id } candidates { foreignAuthority { id } } problems { code en: message(lang: EN) fr: message(lang: FR) } }
  problems { code en: message(lang: EN) fr: message(lang: FR) } } }`;
/** Code of ISO 3166-2; sources that name a subdivision in words only tell namesakes apart. */
const SUBDIVISION = /^[A-Z]{2}-[A-Z\d]{1,3}$/;
export const MAX_BATCH = 100;

/** Records authorities abroad, or finds out what would become of them. */
export async function recordForeignAuthorities(
  questions: SubgraphQuestions,
  { importId, authorityId, source, dryRun }: RecordTarget,
  wanted: readonly WantedForeignAuthority[],
): Promise<ForeignMatch[]> {
  const matches: ForeignMatch[] = [];
  for (let from = 0; from < wanted.length; from += MAX_BATCH) {
    const some = wanted.slice(from, from + MAX_BATCH);
    const rows = some.map(({ text, decision }) => ({
      externalId: foreignKey(text),
      name: text.name,
      country: text.country,
      ...(text.kind === undefined ? {} : { kind: text.kind }),
      ...(text.subdivision !== undefined && SUBDIVISION.test(text.subdivision)
        ? { subdivisionCode: text.subdivision }
        : {}),
      ...(text.wikidataId === undefined ? {} : { wikidataId: text.wikidataId }),
      ...(text.latitude === undefined || text.longitude === undefined
        ? {}
        : { latitude: text.latitude, longitude: text.longitude }),
      ...(decision === null ? {} : decision),
    }));
    const { foreignAuthoritiesRecord: payload } = await questions.one<{
      foreignAuthoritiesRecord: { results: RecordResult[] | null; problems: RecordResult['problems'] };
    }>('authorities', RECORD, { input: { importId, authorityId, source, rows, dryRun } });
    matches.push(
      ...some.map(({ text }, index) =>
        payload.results ? matchOf(text, payload.results[index]!) : refused(text, payload.problems),
      ),
    );
  }
  return matches;
}

function refused(text: ForeignAuthorityText, problems: RecordResult['problems']): ForeignMatch {
  const problem = rowProblem(
    text.name,
    true,
    reason('FOREIGN_AUTHORITY_REFUSED', undefined, { message: '' }),
  );
  return {
    id: null,
    candidateIds: [],
    creates: false,
    problem: {
      ...problem,
      expected: problems.map(({ en }) => en).join(' '),
      expectedFr: problems.map(({ fr }) => fr).join(' '),
    },
  };
}

function matchOf(text: ForeignAuthorityText, result: RecordResult): ForeignMatch {
  const { outcome, foreignAuthority, candidates, problems } = result;
  if (outcome === 'REFUSED') return refused(text, problems);
  if (outcome === 'AMBIGUOUS')
    return {
      id: null,
      candidateIds: candidates.map((candidate) => candidate.foreignAuthority.id),
      creates: false,
      problem: rowProblem(text.name, false, reason('FOREIGN_AUTHORITY_AMBIGUOUS.NEAR')),
    };
  return {
    id: foreignAuthority?.id ?? null,
    candidateIds: [],
    creates: foreignAuthority === null,
    problem: null,
  };
}

/** Partnerships of some French authorities with some abroad. */
const PARTNERSHIPS: FieldQuestion = {
  variables: { first: 'Int', filter: 'PartnershipFilter' },
  field: 'partnerships',
  selection: 'nodes { foreignAuthorities { id } }',
};
const SUGGEST: FieldQuestion = {
  variables: { text: 'String!', types: '[SuggestionType!]', first: 'Int' },
  field: 'suggest',
  selection: 'foreignAuthority { id }',
};
const SUGGESTIONS = 8;

/** A name that would be created, and the French partners of its row. */
export interface NearQuestion {
  name: string;
  frenchIds: readonly string[];
}

/**
 * Looks, before an authority abroad is created, for one of a near name in any country that a French partner of the row works
 * with already: a wrong country and a typing error together would otherwise make a town that does not exist.
 */
export class NearPartners {
  /** Ids of known authorities by the name that they are near to: many rows name the same new one. */
  readonly #suggested = new Map<string, string[]>();

  /** Ids of such authorities for each question. */
  async find(questions: SubgraphQuestions, asked: readonly NearQuestion[]): Promise<string[][]> {
    await this.#suggest(questions, [...new Set(asked.map(({ name }) => name))]);
    const open = new Map<string, NearQuestion>();
    for (const one of asked)
      if (one.frenchIds.length && this.#suggested.get(one.name)!.length) open.set(keyOf(one), one);
    const pages = await questions.many<{ nodes: { foreignAuthorities: { id: string }[] }[] }>(
      'cooperations',
      PARTNERSHIPS,
      [...open.values()].map(({ name, frenchIds }) => ({
        first: 100,
        filter: {
          frenchAuthority: { id: frenchIds },
          foreignAuthority: { id: this.#suggested.get(name)! },
        },
      })),
    );
    const near = new Map(
      [...open].map(([key, { name }], index) => {
        const partners = new Set(
          pages[index]!.nodes.flatMap(({ foreignAuthorities }) => foreignAuthorities.map(({ id }) => id)),
        );
        return [key, this.#suggested.get(name)!.filter((id) => partners.has(id))];
      }),
    );
    return asked.map((one) => near.get(keyOf(one)) ?? []);
  }

  async #suggest(questions: SubgraphQuestions, names: readonly string[]): Promise<void> {
    const unknown = names.filter((name) => !this.#suggested.has(name));
    const found = await questions.many<{ foreignAuthority: { id: string } | null }[]>(
      'search',
      SUGGEST,
      unknown.map((name) => ({ text: name.slice(0, 100), types: ['FOREIGN_AUTHORITY'], first: SUGGESTIONS })),
    );
    unknown.forEach((name, index) =>
      this.#suggested.set(
        name,
        found[index]!.flatMap(({ foreignAuthority }) => foreignAuthority?.id ?? []),
      ),
    );
  }
}

const keyOf = ({ name, frenchIds }: NearQuestion): string => JSON.stringify([name, frenchIds]);
