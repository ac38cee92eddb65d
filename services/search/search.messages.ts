import { textsOf } from '#kernel/errors';

/** Messages of a search that is behind the changes, or behind its own queue, by id. */
const SEARCH_MESSAGES = {
  REQUEST_NOT_TAKEN_IN: {
    en: 'Search has not yet taken in this request: ask again later.',
    fr: 'La recherche n’a pas encore pris en compte cette demande : redemandez plus tard.',
  },
  CHANGE_NOT_TAKEN_IN: {
    en: 'Search has not yet taken in the change that asOf names: ask again later.',
    fr: 'La recherche n’a pas encore pris en compte le changement désigné par asOf : redemandez plus tard.',
  },
  STATISTICS_LATE: {
    en: 'The statistics before this one took too long; ask for fewer at once.',
    fr: 'Les statistiques précédentes ont pris trop de temps ; demandez-en moins à la fois.',
  },
} as const;

/** Texts of errors of search. */
export const searchText = textsOf(SEARCH_MESSAGES);
