import { allOf, empty, join, raw, sql, type Sql } from '#kernel/database';
import type { SubjectType } from '../name-rows.js';
import { maxErrors } from '../name-typos.js';
import type { TypedName } from './suggestion.query.js';

/** Maximum number of names that one search method returns. */
const MAX_NAMES = 50;
const MAX_NAMES_OF_A_PLACE = 20;
/** Character that sorts after every letter and digit. */
const END = '\u{10ffff}';
/** Maximum number of words that are searched. */
const MAX_WORDS = 8;
/** Minimum trigram similarity of a name in a place to the text typed beside the place. */
const MIN_SIMILARITY = 0.25;

/** Minimum trigram similarity of a word to one of a theme's name: two swapped letters leave few common trigrams. */
const MIN_WORD_SIMILARITY = 0.25;

/** Reading by which a candidate was found: the text as typed, its code, words with wrong letters, or (from 1) a reading of {@link TypedName.placed}. */
export const AS_TYPED = 0;
export const BY_CODE = -1;
export const BY_WORDS = -2;
/** Added to a reading of {@link TypedName.placed} whose place is only the beginning of a name. */
export const BEGINNING_OF_PLACE = 1_000;

/** Ends an order, so that of names which are equally likely always the same are found. */
const BY_ID = raw('n.holder_id, n.number');

/**
 * SQL of the names that a text can mean, as rows (holder_id, number, reading). Each search method returns a bounded
 * number of names, the likeliest first; together they find the right one.
 *
 * The text depends on the number of words, of those that are rare, and on the types, some hundred forms, and is planned once for all values: a method that does not apply to what was
 * typed has a condition on parameters, which PostgreSQL checks once.
 */
export function candidatesOf(typed: TypedName, types: readonly SubjectType[] | null): Sql {
  const { keys, sound, typos, code } = typed;
  const { full, core, words } = keys;
  const both = [full, core];
  const ofType = types ? sql`AND n.subject_type = ANY(${types}::text[])` : empty;
  /** @param byWeight whether the index on weight may be scanned until enough names match: only where many do */
  const names = (condition: Sql, byWeight = false, limit = MAX_NAMES): Sql =>
    sql`SELECT n.holder_id, n.number, ${AS_TYPED}::int AS reading FROM name n WHERE ${condition} ${ofType} ORDER BY n.weight ${byWeight ? empty : raw('+ 0')} DESC, ${BY_ID} LIMIT ${raw(String(limit))}`;
  const beginsWith = (column: Sql, key: string): Sql => sql`${column} >= ${key} AND ${column} < ${key + END}`;
  const containsWord = (word: string): Sql => sql`n.words LIKE ${`% ${word}%`}`;

  const searches = [
    names(sql`(n.full_key = ANY(${both}) OR n.core_key = ANY(${both}))`),
    sql`SELECT * FROM beginning`,
    names(beginsWith(sql`n.core_key`, full), true),
    names(sql`${full}::text <> ${core}::text AND ${beginsWith(sql`n.core_key`, core)}`, true),
    // Names that contain the word further on are searched only when few begin with it.
    words.length === 1
      ? names(sql`${containsWord(full)} AND (SELECT count(*) FROM beginning) < ${MAX_NAMES}`)
      : names(allOf(words.slice(0, MAX_WORDS).map(containsWord))),
  ];
  if (words.length > 1) {
    const distinctive = words.filter((word) => word.length >= 5 && !/^sainte?s?$/.test(word));
    const longest = distinctive.sort((a, b) => b.length - a.length).slice(0, 2);
    searches.push(...longest.map((word) => names(containsWord(word), false, 10)));
  }
  searches.push(names(sql`n.typo_keys && ${typos}::text[]`));
  // A key of two letters shares trigrams with half of all names.
  searches.push(sql`SELECT n.holder_id, n.number, ${AS_TYPED}::int FROM name n
    WHERE length(${sound}::text) > 2 AND n.sound_key % ${sound} ${ofType}
    ORDER BY similarity(n.sound_key, ${sound}) DESC, n.weight DESC, ${BY_ID} LIMIT ${raw(String(MAX_NAMES))}`);
  searches.push(sql`SELECT n.holder_id, n.number, ${BY_CODE}::int FROM place p JOIN name n ON n.holder_id = p.holder_id AND n.role = 'NAME' ${ofType}
    WHERE p.key = ANY(${both})`);
  searches.push(sql`SELECT n.holder_id, n.number, ${BY_CODE}::int FROM authority a JOIN name n ON n.holder_id = a.id AND n.role = 'NAME' ${ofType}
      WHERE ${code}::text IS NOT NULL AND (a.insee_code = ${code} OR a.siren = ${code} OR a.former_codes @> ARRAY[${code}] OR a.former_sirens @> ARRAY[${code}]
        OR a.postal_codes @> ARRAY[${code}])`);
  // Themes are few and have long names: each is compared word by word.
  const mistakable = words.slice(0, MAX_WORDS).filter((word) => maxErrors(word) > 0);
  if (!types || types.includes('THEME'))
    searches.push(sql`SELECT n.holder_id, n.number, ${BY_WORDS}::int FROM name n
      WHERE cardinality(${mistakable}::text[]) > 0 AND n.holder_id = ANY(ARRAY(SELECT id FROM theme))
        AND EXISTS (SELECT FROM unnest(${mistakable}::text[]) AS word WHERE word_similarity(word, n.words) > ${MIN_WORD_SIMILARITY})`);
  if (!types || types.includes('AUTHORITY')) searches.push(inPlaces(typed));
  return sql`WITH beginning AS MATERIALIZED (${names(beginsWith(sql`n.full_key`, full), true)})
    ${join(
      searches.map((search) => sql`(${search})`),
      ' UNION ALL ',
    )}`;
}

/** Names in the typed places. All names of a département are compared; of a région, which has thousands, those that sound alike. */
function inPlaces({ placed }: TypedName): Sql {
  const column = <Value>(of: (reading: TypedName['placed'][number]) => Value): Value[] => placed.map(of);
  const mostSimilar = sql`ORDER BY n.core_key = r.rest DESC, similarity(n.core_key, r.rest) DESC, n.weight DESC, ${BY_ID} LIMIT ${raw(String(MAX_NAMES_OF_A_PLACE))}`;
  const within = sql`n.department_code = ANY(r.department_codes)`;
  return sql`SELECT f.holder_id, f.number, r.reading::int FROM (
      SELECT r.reading + CASE WHEN p.key = r.place THEN 0 ELSE ${BEGINNING_OF_PLACE}::int END AS reading, r.rest, r.sound, r.typos, p.department_codes, p.region_code
      FROM unnest(${column(({ place }) => place)}::text[], ${column(({ isEnd }) => isEnd)}::boolean[],
        ${column(({ rest }) => rest.core)}::text[], ${column(({ sound }) => sound)}::text[],
        ${column(({ typos }) => typos.join(' '))}::text[]) WITH ORDINALITY AS r(place, is_end, rest, sound, typos, reading)
      JOIN place p ON p.key = r.place OR (r.is_end AND length(r.place) > 2 AND p.key > r.place AND p.key < r.place || ${END}
        AND NOT EXISTS (SELECT FROM place q WHERE q.key = r.place))
      GROUP BY 1, 2, 3, 4, 5, 6) r
    CROSS JOIN LATERAL (
      (SELECT n.holder_id, n.number FROM name n WHERE ${within} AND r.region_code IS NULL
        AND (similarity(n.core_key, r.rest) > ${MIN_SIMILARITY} OR starts_with(n.core_key, r.rest)) ${mostSimilar})
      UNION ALL
      (SELECT n.holder_id, n.number FROM name n WHERE n.typo_keys && string_to_array(r.typos, ' ')
        AND (${within} OR n.region_code = r.region_code)
        ORDER BY n.weight DESC, ${BY_ID} LIMIT ${raw(String(MAX_NAMES_OF_A_PLACE))})
      UNION ALL
      (SELECT n.holder_id, n.number FROM name n WHERE n.region_code = r.region_code AND n.sound_key % r.sound ${mostSimilar})) f`;
}
