import type { SubgraphQuestions } from '../matching/subgraph-questions.js';

/** What the graph knows that readers of cells need. */
export interface Lookups {
  countries: ReadonlyMap<string, string>;
}

export async function readLookups(questions: SubgraphQuestions): Promise<Lookups> {
  const { countries } = await questions.one<{
    countries: { nodes: { code: string; fr: string; en: string }[] };
  }>(
    'country-groups',
    '{ countries(first: 100) { nodes { code fr: name(lang: FR) en: name(lang: EN) } } }',
    {},
  );
  return {
    countries: new Map(
      countries.nodes.flatMap(({ code, fr, en }) => [
        [fr, code],
        [en, code],
      ]),
    ),
  };
}
