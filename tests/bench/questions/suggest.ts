import type { Question } from './question.js';

const query = `query Suggest($text: String!) {
  suggest(text: $text, first: 10) {
    type
    name
    detail
    isHomonym
    authority { id name kind population }
    theme { code }
    country { code }
    countryGroup { code }
  }
}`;

/** Suggestions of a search box. Ranking is most of the work, so there is no floor; PostGraphile ranks by trigrams. */
export const suggest: Question = {
  name: 'suggest',
  title: 'suggest, while a name is typed',
  graph: { query, variables: { text: 'grenob' } },
  postgraphile: {
    query: `query ($text: String!) {
      suggest: suggestList(text: $text, first: 10) {
        type name code
        authorityByAuthorityId { rowId name kind population departmentByDepartmentCode { name } }
      }
    }`,
    variables: { text: 'grenob' },
  },
  // The best suggestion: the others depend on the ranking.
  essence: {
    ours: ({ suggest: [first] }) => [first.type, first.name, first.authority.population],
    postgraphile: ({ suggest: [first] }) => [first.type, first.name, first.authorityByAuthorityId.population],
  },
};
