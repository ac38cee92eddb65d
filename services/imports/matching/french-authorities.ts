import { isSiren } from '#vocabulary';
import type { CellProblem, FrenchAuthorityText } from '../mapping/import-row.js';
import type { PartnerMatch } from './row-match.js';
import { reason, rowProblem } from './row-problems.messages.js';
import type { FieldQuestion, SubgraphQuestions } from './subgraph-questions.js';

export interface FrenchMatch extends PartnerMatch {
  problem: CellProblem | null;
}

interface Reference {
  id: string;
}
interface Resolution {
  status: 'FOUND' | 'SUCCEEDED' | 'CLOSED' | 'AMBIGUOUS' | 'NOT_FOUND';
  authority: Reference | null;
  candidates: Reference[];
  candidateCount: number;
  mergedHomonyms: Reference[];
}
interface Suggestion {
  authority: Reference | null;
}

/** Arguments of `resolveAuthority`. */
type Asked = Partial<Record<'siren' | 'inseeCode' | 'name' | 'department' | 'kind', string>>;

const RESOLVE: FieldQuestion = {
  variables: {
    siren: 'Siren',
    inseeCode: 'InseeCode',
    name: 'String',
    department: 'String',
    kind: 'AuthorityKind',
  },
  field: 'resolveAuthority',
  selection: 'status authority { id } candidates { id } candidateCount mergedHomonyms { id }',
};
const BY_WIKIDATA: FieldQuestion = {
  variables: { wikidataId: 'String' },
  field: 'authority',
  selection: 'id validTo',
};
const SUGGEST: FieldQuestion = {
  variables: { text: 'String!', types: '[SuggestionType!]', first: 'Int' },
  field: 'suggest',
  selection: 'authority { id }',
};
/** Characters of a name that search reads. */
const MAX_CHARACTERS = 100;
const CANDIDATES = 5;

/** Words that a name is compared by, when nothing else is given. */
const textOf = ({
  name = '',
  siren,
  inseeCode,
  wikidataId,
  postalCode,
  department,
}: FrenchAuthorityText): string =>
  [name, siren ?? inseeCode ?? wikidataId ?? '', postalCode ?? department ?? ''].filter(Boolean).join(' ');

/** Ways to ask for an authority, the surest first; each next one is asked only when those before it found nothing. */
export function waysToAsk(text: FrenchAuthorityText): { asked: Asked; isSure: boolean }[] {
  const { siren, inseeCode, name, postalCode, department, kind } = text;
  if (siren !== undefined && isSiren(siren)) return [{ asked: { siren }, isSure: true }];
  if (inseeCode !== undefined && /^\d[\dAB]\d{0,3}$/.test(inseeCode))
    return [{ asked: { inseeCode }, isSure: true }];
  if (name === undefined || !/[\p{L}\d]/u.test(name)) return [];
  const ofKind = kind === undefined ? {} : { kind };
  const asked = (words: string, place?: string): Asked => ({
    name: words.slice(0, MAX_CHARACTERS).trim(),
    ...ofKind,
    ...(place === undefined ? {} : { department: place.slice(0, MAX_CHARACTERS) }),
  });
  const placed = postalCode ?? department;
  if (placed === undefined) return [{ asked: asked(name), isSure: true }];
  return [
    {
      asked: postalCode === undefined ? asked(name, department) : asked(`${postalCode} ${name}`),
      isSure: true,
    },
    ...(postalCode !== undefined && department !== undefined
      ? [{ asked: asked(name, department), isSure: true }]
      : []),
    // In that place there is none of this name: one of elsewhere may be meant, but is not sure.
    { asked: asked(name), isSure: false },
  ];
}

/** What a resolution means for a row. @param isPlaced whether the row says where the authority lies */
function matchOf(
  text: FrenchAuthorityText,
  found: Resolution,
  { isSure, isPlaced }: { isSure: boolean; isPlaced: boolean },
): FrenchMatch | null {
  const value = textOf(text);
  const ids = (references: readonly Reference[]) => references.map(({ id }) => id);
  const unsure = (candidateIds: string[], problem: CellProblem): FrenchMatch => ({
    id: null,
    candidateIds,
    problem,
  });
  if (found.status === 'CLOSED')
    return unsure([], rowProblem(value, true, reason('FRENCH_AUTHORITY_CLOSED')));
  if (found.status === 'AMBIGUOUS')
    return unsure(
      ids(found.candidates),
      rowProblem(
        value,
        false,
        reason('FRENCH_AUTHORITY_AMBIGUOUS.HOMONYMS', undefined, {
          count: found.candidateCount,
        }),
      ),
    );
  if (!found.authority) return null;
  if (!isSure)
    return unsure(
      [found.authority.id, ...ids(found.mergedHomonyms)],
      rowProblem(value, false, reason('FRENCH_AUTHORITY_AMBIGUOUS.ELSEWHERE')),
    );
  // Évry is a village, and the former name of a town of 70,000: without a place both can be meant.
  if (found.mergedHomonyms.length && !isPlaced)
    return unsure(
      [found.authority.id, ...ids(found.mergedHomonyms)],
      rowProblem(
        value,
        false,
        reason('FRENCH_AUTHORITY_AMBIGUOUS.HOMONYMS', undefined, {
          count: 1 + found.mergedHomonyms.length,
        }),
      ),
    );
  return { id: found.authority.id, candidateIds: [], problem: null };
}

/**
 * Finds French authorities by what rows say of them: by code, then by name and place. Nothing is guessed: homonyms and
 * near names are candidates.
 */
export async function matchFrenchAuthorities(
  questions: SubgraphQuestions,
  texts: readonly FrenchAuthorityText[],
): Promise<FrenchMatch[]> {
  const matches = await matchByWikidata(questions, texts);
  const ways = new Map(texts.map((text) => [text, waysToAsk(text)]));
  const rounds = Math.max(0, ...[...ways.values()].map(({ length }) => length));
  for (let round = 0; round < rounds; round++) {
    const open = texts.flatMap((text) => {
      const way = ways.get(text)![round];
      return way && !matches.has(text) ? [{ text, ...way }] : [];
    });
    const found = await questions.many<Resolution>(
      'search',
      RESOLVE,
      open.map(({ asked }) => asked),
    );
    open.forEach(({ text, isSure, asked }, index) => {
      const isPlaced =
        asked.siren !== undefined ||
        asked.inseeCode !== undefined ||
        asked.department !== undefined ||
        text.postalCode !== undefined;
      const match = matchOf(text, found[index]!, { isSure, isPlaced });
      if (match) matches.set(text, match);
    });
  }
  await suggest(questions, texts, matches);
  return texts.map((text) => matches.get(text)!);
}

/** Authorities by their items of Wikidata, where the text has no code; an item that is not known here says nothing. */
async function matchByWikidata(
  questions: SubgraphQuestions,
  texts: readonly FrenchAuthorityText[],
): Promise<Map<FrenchAuthorityText, FrenchMatch>> {
  const open = texts.filter(
    ({ wikidataId, siren, inseeCode }) =>
      wikidataId !== undefined && siren === undefined && inseeCode === undefined,
  );
  const found = await questions.many<(Reference & { validTo: string | null }) | null>(
    'authorities',
    BY_WIKIDATA,
    open.map(({ wikidataId }) => ({ wikidataId })),
  );
  return new Map(
    open.flatMap((text, index): [FrenchAuthorityText, FrenchMatch][] => {
      const authority = found[index];
      if (!authority) return [];
      return authority.validTo === null
        ? [[text, { id: authority.id, candidateIds: [], problem: null }]]
        : [
            [
              text,
              {
                id: null,
                candidateIds: [],
                problem: rowProblem(textOf(text), true, reason('FRENCH_AUTHORITY_CLOSED')),
              },
            ],
          ];
    }),
  );
}

/** Looks for near names of those that were not found. */
async function suggest(
  questions: SubgraphQuestions,
  texts: readonly FrenchAuthorityText[],
  matches: Map<FrenchAuthorityText, FrenchMatch>,
): Promise<void> {
  const unknown = texts.filter((text) => !matches.has(text));
  const asked = unknown.flatMap((text) => {
    const { name, postalCode, department } = text;
    if (name === undefined || !/[\p{L}\d]/u.test(name)) return [];
    const place = postalCode?.slice(0, 2) ?? department;
    const words = name.slice(0, MAX_CHARACTERS - 30).trim();
    return [
      { text, words: place === undefined ? words : `${words} ${place.slice(0, 29)}` },
      ...(place === undefined ? [] : [{ text, words }]),
    ];
  });
  const suggested = await questions.many<Suggestion[]>(
    'search',
    SUGGEST,
    asked.map(({ words }) => ({ text: words, types: ['AUTHORITY'], first: CANDIDATES })),
  );
  for (const text of unknown) {
    const ids = asked.flatMap((question, index) =>
      question.text === text ? suggested[index]!.flatMap(({ authority }) => authority?.id ?? []) : [],
    );
    const candidateIds = [...new Set(ids)].slice(0, CANDIDATES);
    const problem = candidateIds.length
      ? rowProblem(textOf(text), false, reason('FRENCH_AUTHORITY_AMBIGUOUS.NEAR'))
      : rowProblem(textOf(text), true, reason('FRENCH_AUTHORITY_UNKNOWN'));
    matches.set(text, { id: null, candidateIds, problem });
  }
}
