import { themeLookups, type Lookups, type ThemeNames } from '../mapping/index.js';
import type { SubgraphQuestions } from '../matching/subgraph-questions.js';
import { countryLookup, type CountryNames } from '../values/index.js';

interface Page<Node> {
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

/** All items of a list of another subgraph. */
async function all<Node>(
  questions: SubgraphQuestions,
  subgraph: string,
  field: string,
  selection: string,
): Promise<Node[]> {
  const query = `query ($after: String) { ${field}(first: 100, after: $after) { nodes { ${selection} } pageInfo { hasNextPage endCursor } } }`;
  const nodes: Node[] = [];
  let after: string | null = null;
  do {
    const answer: Record<string, Page<Node>> = await questions.one<Record<string, Page<Node>>>(
      subgraph,
      query,
      { after },
    );
    const page: Page<Node> = answer[field]!;
    nodes.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return nodes;
}

interface Theme extends Omit<ThemeNames, 'dacCodes'> {
  dacSectors: { code: string }[];
}

/** Reads what readers of cells need from the subgraphs that own it. */
export async function readLookups(questions: SubgraphQuestions): Promise<Lookups> {
  const names = 'nameFr: name(lang: FR) nameEn: name(lang: EN)';
  const countries = await all<CountryNames>(
    questions,
    'country-groups',
    'countries',
    `code alpha3 ${names} aliases`,
  );
  const themes = await all<Theme>(questions, 'expertises', 'themes', `code ${names} dacSectors { code }`);
  const sectors = await all<{ code: string }>(questions, 'expertises', 'dacSectors', 'code');
  return {
    country: countryLookup(countries),
    ...themeLookups(
      themes.map(({ dacSectors, ...theme }) => ({ ...theme, dacCodes: dacSectors.map(({ code }) => code) })),
      sectors,
    ),
  };
}
