import type { Question } from './question.js';

/** Filters that leave few authorities, however many partnerships and expertises there are; by relevance where there is a text. */
const FILTERS: Readonly<Record<string, string>> = {
  'theme, country, région':
    '{ theme: { code: "ENV-WATER" }, country: { in: ["BJ"] }, region: { in: ["76"] }, population: { gte: 20000 } }',
  'theme, experience, région':
    '{ theme: { code: "CUL-HERITAGE" }, countryOfExperience: { in: ["LA"] }, region: { in: ["24"] } }',
  'theme, population, région':
    '{ theme: { code: "ENV-WATER" }, population: { gte: 50000 }, region: { in: ["84"] } }',
  'having expertise, kind, département':
    '{ having: [EXPERTISE], kind: { in: [COMMUNE, METROPOLIS_LYON] }, department: { in: ["69"] }, population: { gte: 30000 } }',
  'lacking partnership, population, département':
    '{ lacking: [PARTNERSHIP], population: { gte: 5000 }, department: { in: ["35"] } }',
  'partner country, kind': '{ partnerCountry: { in: ["HT"] }, kind: { in: [REGION] } }',
  'country group, population': '{ memberOfCountryGroup: { in: ["MG"] }, population: { gte: 100000 } }',
  'language, country group, région':
    '{ language: { in: ["es"] }, countryGroup: { in: ["SAHEL"] }, region: { in: ["93"] } }',
  'basis, least developed, région':
    '{ basis: { in: [DECLARED] }, isLeastDeveloped: true, region: { in: ["53"] }, population: { gte: 20000 } }',
  'label, region of the world, département':
    '{ labelStatus: { in: [ACTIVE] }, worldRegion: { in: [AFRICA] }, department: { in: ["69"] } }',
  'name as people type it': '{ text: "st denis", isCurrent: true }',
  'word of titles, kind, région': '{ text: "eau", kind: { in: [DEPARTMENT] }, region: { in: ["84"] } }',
  'quoted words, département': '{ text: "\\"eau potable\\"", department: { in: ["69"] } }',
};

// Without names of countries and régions, which come from other subgraphs at the same cost for every scale.
const FACETS = `facets {
      theme { value { code } count }
      country { value { code } count }
      kind { value count }
      region { value { code } count }
      basis { value count }
      labelStatus { value count }
    }`;

const searchOf = (filter: string, facets: string): Question['graph'] => ({
  query: `{
  authorities(filter: ${filter}, orderBy: [{ field: ${filter.includes('text:') ? 'RELEVANCE' : 'NAME'}, direction: ASC }], first: 20) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id name kind population }
    ${facets}
  }
}`,
});

/** First pages of selective searches with their totals, and with all facets. */
export const selectiveSearches: readonly Question[] = Object.entries(FILTERS).flatMap(([name, filter]) => [
  { name, title: name, graph: searchOf(filter, '') },
  { name: `${name}; facets`, title: `${name}, with facets`, graph: searchOf(filter, FACETS) },
]);
