import { foldText } from '#kernel/values';
import type { SubgraphQuestions } from '../matching/subgraph-questions.js';

/** What the graph knows that readers of cells need. */
export interface Lookups {
  /** Codes of countries by their folded names and codes. */
  countries: ReadonlyMap<string, string>;
}

interface Countries {
  countries: {
    nodes: { code: string; alpha3: string; fr: string; en: string; aliases: string[] }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

const COUNTRIES = `query ($after: String) { countries(first: 100, after: $after) {
  nodes { code alpha3 fr: name(lang: FR) en: name(lang: EN) aliases } pageInfo { hasNextPage endCursor } } }`;

/** Reads them from the subgraphs that own them. */
export async function readLookups(questions: SubgraphQuestions): Promise<Lookups> {
  const countries = new Map<string, string>();
  let after: string | null = null;
  do {
    const answer: Countries = await questions.one<Countries>('country-groups', COUNTRIES, { after });
    const { nodes, pageInfo } = answer.countries;
    for (const { code, alpha3, fr, en, aliases } of nodes)
      for (const name of [code, alpha3, fr, en, ...aliases]) countries.set(foldText(name), code);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return { countries };
}
