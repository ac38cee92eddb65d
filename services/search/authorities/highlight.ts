import { join, raw, sql, type Sql } from '#kernel/database';
import { foldText, type LanguageCode } from '#kernel/values';
import type { AuthorityHighlight, AuthorityHighlightField } from './authority-search.type.js';
import { inEither, spellingsOf, wantedTerms, type Term, type TextQuery } from './text-query.js';

/** Maximum number of highlights of each kind, besides the name. */
const MAX_PER_KIND = 3;
const MARK = '**';
const HEADLINE = `HighlightAll=true, StartSel="${MARK}", StopSel="${MARK}"`;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Title that contains searched words, marked in each language that it has. */
interface Title {
  field: `${AuthorityHighlightField}`;
  french: string | null;
  english: string | null;
}

/** Texts of a found authority in which words are marked. */
export interface Highlightable {
  name: string;
  otherNames: string[];
  titles: Title[];
}

/** Columns of {@link Highlightable} beside the name, for an authority `a` of the table. */
export function highlightColumns(query: TextQuery): Sql {
  const terms = wantedTerms(query);
  const tsQuery = sql`(${join(
    terms.map(({ words, quoted }) =>
      inEither(quoted ? 'phraseto_tsquery' : 'plainto_tsquery', spellingsOf(words)),
    ),
    ' || ',
  )})`;
  const marked = (language: 'french' | 'english', title: Sql) =>
    sql`ts_headline(${raw(`'${language}_unaccented'`)}, ${title}, ${tsQuery}, ${HEADLINE}::text)`;
  const titles = (field: `${AuthorityHighlightField}`, from: Sql) => sql`(SELECT ${field}::text AS field,
      ${marked('french', sql`t.title_fr`)} AS french, ${marked('english', sql`t.title_en`)} AS english
    FROM (SELECT t.title_fr, t.title_en FROM ${from} AND t.title_words @@ ${tsQuery}
      GROUP BY t.title_fr, t.title_en ORDER BY max(ts_rank(t.title_words, ${tsQuery})) DESC, t.title_fr, t.title_en LIMIT ${MAX_PER_KIND}) t)`;
  return sql`array_remove(a.short_name || a.aliases || a.former_names, NULL) AS "otherNames",
    (SELECT coalesce(json_agg(t), '[]') FROM (
      ${titles('EXPERTISE_TITLE', sql`expertise t WHERE t.authority_id = a.id`)} UNION ALL
      ${titles(
        'PARTNERSHIP_TITLE',
        sql`partnership_authority p JOIN partnership t ON t.id = p.partnership_id WHERE p.authority_id = a.id`,
      )}) t) AS titles`;
}

/** Marks the searched words of a name, matched as names are searched; undefined when it has none. */
export function markName(name: string, query: TextQuery): string | undefined {
  const words = [...name.matchAll(WORD)];
  const folded = words.map(([word], at) => {
    const plain = foldText(word);
    return at < words.length - 1 ? plain.replace(/^st(e?)$/, 'saint$1') : plain;
  });
  const found = new Set<number>();
  const mark = ({ words: searched, quoted }: Term) =>
    folded.forEach((_, start) => {
      const matches = searched.every((word, at) =>
        quoted ? folded[start + at] === word : folded[start + at]?.startsWith(word),
      );
      if (matches) searched.forEach((__, at) => found.add(start + at));
    });
  wantedTerms(query).forEach(mark);
  if (!found.size) return undefined;
  let marked = '';
  let end = 0;
  words.forEach((word, at) => {
    if (!found.has(at)) return;
    marked += `${name.slice(end, word.index)}${MARK}${word[0]}${MARK}`;
    end = word.index + word[0].length;
  });
  return marked + name.slice(end);
}

/** @param language preferred language of titles that have the words in both */
export function highlightsOf(
  row: Highlightable,
  query: TextQuery,
  language: LanguageCode,
): AuthorityHighlight[] {
  const highlights: AuthorityHighlight[] = [];
  const add = (field: string, text: string | null | undefined) =>
    text && highlights.push({ field: field as AuthorityHighlightField, text });
  add('NAME', markName(row.name, query));
  const otherNames = [...new Set(row.otherNames)].flatMap((name) =>
    name === row.name ? [] : (markName(name, query) ?? []),
  );
  for (const text of otherNames.slice(0, MAX_PER_KIND)) add('OTHER_NAME', text);
  for (const { field, french, english } of row.titles) {
    const [first, second] = language === 'FR' ? [french, english] : [english, french];
    add(
      field,
      [first, second].find((text) => text?.includes(MARK)),
    );
  }
  return highlights;
}
