import { badUserInput, escapeLike, foldText, sql, type Sql } from '#kernel';

const MAX_WORDS = 10;

/** What the column `search_text` keeps of all names of an authority. */
export function searchText(names: readonly (string | null)[]): string {
  const folded = names.map((name) => (name ? foldText(name) : '')).filter(Boolean);
  return ` ${[...new Set(folded)].join(' ')} `;
}

/**
 * SQL of a text condition: every word must begin some word of the names. A pattern that opens with a space lets the
 * trigram index serve words of one or two letters too ("Eu", "Y").
 * @throws BAD_USER_INPUT for a text without letters or digits, or with too many words
 */
export function textConditions(column: Sql, text: string | undefined): Sql[] {
  if (text === undefined) return [];
  const words = [...new Set(foldText(text).split(' '))].filter(Boolean);
  if (!words.length)
    throw badUserInput({ argument: 'filter.text', expected: 'at least one letter or digit' });
  if (words.length > MAX_WORDS)
    throw badUserInput({ argument: 'filter.text', expected: `at most ${MAX_WORDS} words` });
  return words.map((word) => sql`${column} LIKE ${`% ${escapeLike(word)}%`}`);
}
