import { allOf, anyOf, join, raw, sql, type Sql } from '#kernel/database';
import { badUserInput, expected } from '#kernel/errors';
import { foldText } from '#kernel/values';

/** Folded words in sequence. */
type Words = readonly string[];

/** One word, whose beginning suffices in names, or quoted words. */
export interface Term {
  words: Words;
  quoted: boolean;
}

/** Alternative of an `or`. */
interface Branch {
  terms: Term[];
  without: Words[];
}
export type TextQuery = readonly Branch[];

const MAX_WORDS = 10;
// Token: an optional minus sign, then quoted words (the closing quote may be missing) or text up to a space or a quote.
const TOKEN = /(-?)(?:"([^"]*)"?|([^\s"]+))/gu;

/**
 * Parses a text as web search engines do: words, "quoted words", `or`, `-word`.
 * @throws BAD_USER_INPUT for a text without words, with more than MAX_WORDS, or with excluded words alone
 */
export function parseText(text: string, argument = 'filter.text'): TextQuery {
  const branches: Branch[] = [];
  let branch: Branch = { terms: [], without: [] };
  // Adjacent words are folded together, because `st` means `saint` only before another word.
  let plain: string[] = [];
  const endPlain = () => {
    const words = [...new Set(wordsOf(plain.join(' ')))];
    branch.terms.push(...words.map((word) => ({ words: [word], quoted: false })));
    plain = [];
  };
  const endBranch = () => {
    endPlain();
    if (branch.terms.length || branch.without.length) branches.push(branch);
    branch = { terms: [], without: [] };
  };
  for (const [, minus, quoted, word = ''] of text.matchAll(TOKEN)) {
    if (minus || quoted !== undefined) {
      endPlain();
      const words = wordsOf(quoted ?? word);
      if (words.length && minus) branch.without.push(words);
      else if (words.length) branch.terms.push({ words, quoted: true });
    } else if (/^or$/i.test(word) && (wordsOf(plain.join(' ')).length || branch.terms.length)) endBranch();
    else plain.push(word);
  }
  endBranch();
  const words = branches.flatMap(({ terms, without }) => [
    ...terms.flatMap((term) => term.words),
    ...without.flat(),
  ]);
  if (!words.length) throw badUserInput({ argument, expected: expected('LETTER_OR_DIGIT') });
  if (words.length > MAX_WORDS)
    throw badUserInput({ argument, expected: expected('AT_MOST_WORDS', { max: MAX_WORDS }) });
  if (branches.some(({ terms }) => !terms.length))
    throw badUserInput({ argument, expected: expected('WORD_THAT_OCCURS') });
  return branches;
}

const wordsOf = (text: string) => foldText(text).split(' ').filter(Boolean);

/** Terms that must occur, for highlighting. */
export function wantedTerms(query: TextQuery): Term[] {
  return query.flatMap(({ terms }) => terms);
}

/** Spellings in titles, which are not folded and write both `St` and `Saint`. */
export const spellingsOf = (words: Words): string[] => [
  ...new Set([words.join(' '), words.map((word) => word.replace(/^saint(e?)$/, 'st$1')).join(' ')]),
];

/** Text search query for the texts, in French or English. */
export const inEither = (parse: 'plainto_tsquery' | 'phraseto_tsquery', texts: readonly string[]) =>
  sql`(${join(
    texts.flatMap((text) =>
      ['french', 'english'].map(
        (language) => sql`${raw(parse)}(${raw(`'${language}_unaccented'`)}, ${text}::text)`,
      ),
    ),
    ' || ',
  )})`;
/** Condition that a word, such as "de" or "the", is a stop word, which title indexes leave out. */
const isStopWord = (word: string) =>
  sql`0 IN (numnode(plainto_tsquery('french_unaccented', ${word}::text)), numnode(plainto_tsquery('english_unaccented', ${word}::text)))`;

const inNames = ({ words, quoted }: Term) =>
  sql`a.search_text LIKE ${quoted ? `% ${words.join(' ')} %` : `% ${words.join(' ')}%`}`;
const wordInTitles = (word: string) =>
  sql`a.title_words @@ ${inEither('plainto_tsquery', spellingsOf([word]))}`;

/** Condition that the words follow each other in one title. */
function inTitles(words: Words): Sql {
  if (words.length === 1) return wordInTitles(words[0]!);
  const query = inEither('phraseto_tsquery', spellingsOf(words));
  return allOf([
    ...words.map((word) => anyOf([isStopWord(word), wordInTitles(word)])),
    // No title is read for stop words alone.
    anyOf(words.map(wordInTitles)),
    anyOf([
      sql`EXISTS (SELECT FROM expertise t WHERE t.authority_id = a.id AND t.title_words @@ ${query} OFFSET 0)`,
      sql`EXISTS (SELECT FROM partnership_authority p JOIN partnership t ON t.id = p.partnership_id
        WHERE p.authority_id = a.id AND t.title_words @@ ${query} OFFSET 0)`,
    ]),
  ]);
}

function branchCondition({ terms, without }: Branch): Sql {
  const either = (term: Term) => [inNames(term), inTitles(term.words)];
  const conditions = without.map(
    (words) => sql`NOT (${anyOf([inNames({ words, quoted: true }), inTitles(words)])})`,
  );
  if (terms.length === 1) return allOf([anyOf(either(terms[0]!)), ...conditions]);
  // Stop words are ignored where titles match.
  const withTitles = allOf([
    ...terms.map((term) =>
      anyOf([...term.words.slice(0, term.quoted ? 0 : 1).map(isStopWord), ...either(term)]),
    ),
    anyOf(terms.map(({ words }) => inTitles(words))),
  ]);
  return allOf([anyOf([allOf(terms.map(inNames)), withTitles]), ...conditions]);
}

/** Condition of the text on an authority `a`. */
export function textCondition(query: TextQuery): Sql {
  return anyOf(query.map(branchCondition));
}

/** Relevance of an authority `a` that meets the text, up to 1: whether a name equals the text, and the share of words that are whole words of names. */
export function relevanceOf(query: TextQuery): Sql {
  const relevances = query.map((branch) => {
    const { terms } = branch;
    const whole = terms.flatMap(({ words }) => words).join(' ');
    const words = terms.map((term) => sql`CASE WHEN ${inNames({ ...term, quoted: true })} THEN 2 ELSE 1 END`);
    const relevance = sql`(CASE WHEN a.search_text LIKE ${`%  ${whole}  %`} THEN 3 ELSE 0 END
      + (${join(words, ' + ')})::float8 / ${terms.length}::int) / 5`;
    return query.length === 1
      ? relevance
      : sql`CASE WHEN ${branchCondition(branch)} THEN ${relevance} ELSE 0 END`;
  });
  return sql`greatest(${join(relevances)})`;
}
