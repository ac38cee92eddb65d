import { changes } from './changes.js';
import { expertiseInACountry } from './expertise-in-a-country.js';
import { expertiseWithFacets } from './facets.js';
import { pageOfAuthorities } from './page-of-authorities.js';
import type { Question } from './question.js';
import { search } from './search.js';

export type { Operation, Question, Row } from './question.js';

/** What is measured, in the order of the table. */
export const questions: readonly Question[] = [
  expertiseInACountry,
  expertiseWithFacets,
  search,
  pageOfAuthorities,
  changes,
];
