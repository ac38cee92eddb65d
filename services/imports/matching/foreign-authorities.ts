import type { ForeignAuthorityText } from '../mapping/import-row.js';
import { foreignKey } from './external-id.js';
import type { PartnerMatch } from './row-match.js';
import type { CellProblem } from '../mapping/import-row.js';
import { reason, rowProblem } from './row-problems.messages.js';
import type { SubgraphQuestions } from './subgraph-questions.js';

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

const NEAR_PARTNERS = `query ($french: [ID!]!, $foreign: [ID!]!) { partnerships(first: 100,
  filter: { frenchAuthority: { id: $french }, foreignAuthority: { id: $foreign } }) {
  nodes { frenchAuthorities { id } foreignAuthorities { id } } } }`;
const SUGGESTIONS = 8;

/**
 * Looks, before an authority abroad is created, for one of a near name in any country that a French partner of the row works
 * with already: a wrong country and a typing error together would otherwise make a town that does not exist.
 */
export async function partnersOfNearName(
  questions: SubgraphQuestions,
  asked: readonly { name: string; frenchIds: readonly string[] }[],
): Promise<string[][]> {
  const suggested = await questions.many<{ foreignAuthority: { id: string } | null }[]>(
    'search',
    {
      variables: { text: 'String!', types: '[SuggestionType!]', first: 'Int' },
      field: 'suggest',
      selection: 'foreignAuthority { id }',
    },
    asked.map(({ name }) => ({ text: name.slice(0, 100), types: ['FOREIGN_AUTHORITY'], first: SUGGESTIONS })),
  );
  const near: string[][] = [];
  for (const [index, { frenchIds }] of asked.entries()) {
    const ids = suggested[index]!.flatMap(({ foreignAuthority }) => foreignAuthority?.id ?? []);
    if (!ids.length || !frenchIds.length) {
      near.push([]);
      continue;
    }
    const { partnerships } = await questions.one<{
      partnerships: { nodes: { foreignAuthorities: { id: string }[] }[] };
    }>('cooperations', NEAR_PARTNERS, { french: frenchIds, foreign: ids });
    const partners = new Set(
      partnerships.nodes.flatMap(({ foreignAuthorities }) => foreignAuthorities.map(({ id }) => id)),
    );
    near.push(ids.filter((id) => partners.has(id)));
  }
  return near;
}
