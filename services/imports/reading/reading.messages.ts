import { problemsOf } from '#kernel/errors';
import type { CellProblem } from '../mapping/import-row.js';

/** What is wrong with cells. */
export const CELL_PROBLEMS = {
  VALUE_MISSING: {
    description: 'A cell that the row needs is empty (cellule vide).',
    en: 'A value: without it the row says nothing.',
    fr: 'Une valeur : sans elle, la ligne ne dit rien.',
  },
  COUNTRY_UNKNOWN: {
    description: 'No country has this name or code (pays inconnu).',
    en: 'The name of a country in French or English, or its ISO 3166-1 code.',
    fr: 'Le nom d’un pays en français ou en anglais, ou son code ISO 3166-1.',
  },
  NOT_FRENCH: {
    description: 'Neither or both of the partners are French (pas de partenaire français).',
    en: 'One partner in France (FR) and one in another country.',
    fr: 'Un partenaire en France (FR) et un dans un autre pays.',
  },
  DATE_UNREADABLE: {
    description: 'A cell is no date (date illisible).',
    en: 'A date such as 2013, 05/2013, 20/05/2013 or 2013-05-20; the rest of the row is read without it.',
    fr: 'Une date telle que 2013, 05/2013, 20/05/2013 ou 2013-05-20 ; le reste de la ligne est lu sans elle.',
  },
  NUMBER_UNREADABLE: {
    description: 'A cell is no number (nombre illisible).',
    en: 'A number such as 12 500,50; the rest of the row is read without it.',
    fr: 'Un nombre tel que 12 500,50 ; le reste de la ligne est lu sans lui.',
  },
  WORD_UNKNOWN: {
    description: 'The word of a kind or a status is not known (mot inconnu).',
    en: 'A known word, such as {words}; the rest of the row is read without it.',
    fr: 'Un mot connu, tel que {words} ; le reste de la ligne est lu sans lui.',
  },
} as const;

export const { problem: cellReason } = problemsOf(CELL_PROBLEMS);

/** What is to be said of a cell. @param fatal whether the row is refused for it */
export const cellProblem = (
  column: string,
  value: string,
  fatal: boolean,
  { code, messageEn, messageFr }: ReturnType<typeof cellReason>,
): CellProblem => ({ column, value, code, expected: messageEn, expectedFr: messageFr, fatal });
