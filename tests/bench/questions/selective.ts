import type { Question } from './question.js';

const searchOf = (name: string, title: string, filter: string, orderBy = 'NAME'): Question => ({
  name,
  title,
  graph: {
    query: `{
  authorities(filter: ${filter}, orderBy: [{ field: ${orderBy}, direction: ASC }], first: 20) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { id name kind population department { code name } region { code name } }
  }
}`,
  },
});

/** First pages of searches that leave few authorities, however many partnerships and expertises there are. */
export const selectiveSearches: readonly Question[] = [
  searchOf(
    'theme-country-population',
    'by theme, country and population',
    '{ theme: { code: "ENV-WATER" }, country: { in: ["BJ"] }, population: { gte: 50000 } }',
  ),
  searchOf(
    'theme-experience-region',
    'by theme, country of experience and région',
    '{ theme: { code: "CUL-HERITAGE" }, countryOfExperience: { in: ["LA"] }, region: { in: ["84"] } }',
  ),
  searchOf(
    'department-kind-expertise',
    'by département, kind and holding an expertise',
    '{ department: { in: ["69"] }, kind: { in: [COMMUNE, METROPOLIS_LYON] }, having: [EXPERTISE], population: { gte: 30000 } }',
  ),
  searchOf('text', 'by name as people type it', '{ text: "st denis", isCurrent: true }', 'RELEVANCE'),
  searchOf(
    'partner-kind',
    'by partner country and kind',
    '{ partnerCountry: { in: ["HT"] }, kind: { in: [REGION] } }',
  ),
];
