import { changes } from './changes.js';
import { expertiseInACountry } from './expertise-in-a-country.js';
import { expertiseWithFacets } from './facets.js';
import { pageOfAuthorities } from './page-of-authorities.js';
import type { Question } from './question.js';
import { search } from './search.js';
import { statistics } from './statistics.js';
import { suggest } from './suggest.js';

export type { Operation, Question, Row } from './question.js';

/** Questions, in the order of the table. */
export const questions: readonly Question[] = [
  expertiseInACountry,
  expertiseWithFacets,
  search,
  suggest,
  statistics,
  pageOfAuthorities,
  changes,
];
