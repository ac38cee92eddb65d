import { allOf, anyOf, empty, join, sql, type Sql } from '#kernel/database';
import type { SubjectType } from '../name-rows.js';
import { mostErrors } from '../name-typos.js';
import type { TypedName } from './suggestion.query.js';

/** Most names that one way of looking brings. */
const MOST = 50;
const MOST_OF_A_PLACE = 20;
/** Above every letter and digit. */
const END = '\u{10ffff}';
/** Words that a name must all have are few enough for a statement. */
const MOST_WORDS = 8;
/** Least likeness (of trigrams) to what was typed beside a département, for a name in it. */
const LIKE = 0.25;

/** The same, of a word to one of a theme's name: two letters swapped leave little alike. */
const LIKE_A_WORD = 0.25;

/** How a candidate was found: by the text as it stands, by its code, by words with letters wrong, or (from 1) by a reading of {@link TypedName.placed}. */
export const AS_TYPED = 0;
export const BY_CODE = -1;
export const BY_WORDS = -2;

/**
 * SQL of the names that a text can mean, as rows (holder_id, number, reading). Each way of looking brings a bounded
 * number of them, those first that people are likely to mean; together they bring the right one.
 */
export function candidatesOf(typed: TypedName, types: readonly SubjectType[] | null): Sql {
  const { keys, sound, typos, code, placed } = typed;
  const { full, core, words } = keys;
  const both = [...new Set([full, core])];
  const ofType = types ? sql`AND n.subject_type = ANY(${types}::text[])` : empty;
  /** @param walk whether the names may be walked by weight until enough are found: only where many fit */
  const names = (condition: Sql, walk = false, most = MOST): Sql =>
    sql`SELECT n.holder_id, n.number, ${AS_TYPED}::int AS reading FROM name n WHERE ${condition} ${ofType} ORDER BY n.weight ${walk ? empty : sql`+ 0`} DESC LIMIT ${most}`;
  const beginning = (column: Sql, key: string): Sql => sql`${column} >= ${key} AND ${column} < ${key + END}`;
  const holding = (word: string): Sql => sql`n.words LIKE ${`% ${word}%`}`;

  const ways = [
    names(sql`(n.full_key = ANY(${both}) OR n.core_key = ANY(${both}))`),
    sql`SELECT * FROM beginning`,
    ...both.map((key) => names(beginning(sql`n.core_key`, key), true)),
    // Where very many begin so, those that hold the word further on are not looked for.
    words.length === 1
      ? names(sql`${holding(full)} AND (SELECT count(*) FROM beginning) < ${MOST}`)
      : names(allOf(words.slice(0, MOST_WORDS).map(holding))),
  ];
  if (words.length > 1) {
    const telling = words.filter((word) => word.length >= 5 && !/^sainte?s?$/.test(word));
    const longest = telling.sort((a, b) => b.length - a.length).slice(0, 2);
    ways.push(...longest.map((word) => names(holding(word), false, 10)));
  }
  if (typos.length) ways.push(names(sql`n.typo_keys && ${typos}::text[]`));
  // Two letters have trigrams in common with half of all names.
  if (sound.length > 2)
    ways.push(sql`SELECT n.holder_id, n.number, ${AS_TYPED}::int FROM name n WHERE n.sound_key % ${sound} ${ofType}
      ORDER BY similarity(n.sound_key, ${sound}) DESC, n.weight DESC LIMIT ${MOST}`);
  ways.push(sql`SELECT n.holder_id, n.number, ${BY_CODE}::int FROM place p JOIN name n ON n.holder_id = p.holder_id AND n.role = 'NAME' ${ofType}
    WHERE p.key = ANY(${both})`);
  if (code)
    ways.push(sql`SELECT n.holder_id, n.number, ${BY_CODE}::int FROM authority a JOIN name n ON n.holder_id = a.id AND n.role = 'NAME' ${ofType}
      WHERE a.insee_code = ${code} OR a.siren = ${code} OR a.former_codes @> ARRAY[${code}]`);
  // There are few themes, of long names: each is compared word by word.
  const mistakable = words.slice(0, MOST_WORDS).filter((word) => mostErrors(word) > 0);
  if (mistakable.length && (!types || types.includes('THEME'))) {
    const alike = mistakable.map((word) => sql`word_similarity(${word}, n.words) > ${LIKE_A_WORD}`);
    ways.push(sql`SELECT n.holder_id, n.number, ${BY_WORDS}::int FROM name n
      WHERE n.holder_id = ANY(ARRAY(SELECT id FROM theme)) AND (${anyOf(alike)})`);
  }
  if (placed.length && (!types || types.includes('AUTHORITY'))) ways.push(inPlaces(typed));
  return sql`WITH beginning AS MATERIALIZED (${names(beginning(sql`n.full_key`, full), true)})
    ${join(
      ways.map((way) => sql`(${way})`),
      ' UNION ALL ',
    )}`;
}

/** Names in a département are compared one by one; in a région, which has thousands, those that sound alike. */
function inPlaces({ placed }: TypedName): Sql {
  const column = <Value>(of: (reading: TypedName['placed'][number]) => Value): Value[] => placed.map(of);
  const likest = sql`ORDER BY n.core_key = r.rest DESC, similarity(n.core_key, r.rest) DESC, n.weight DESC LIMIT ${MOST_OF_A_PLACE}`;
  const within = sql`n.department_code = ANY(r.department_codes)`;
  return sql`SELECT f.holder_id, f.number, r.reading::int FROM (
      SELECT r.reading, r.rest, r.sound, r.typos, p.department_codes, p.region_code
      FROM unnest(${column(({ place }) => place)}::text[], ${column(({ isEnd }) => isEnd)}::boolean[],
        ${column(({ rest }) => rest.core)}::text[], ${column(({ sound }) => sound)}::text[],
        ${column(({ typos }) => typos.join(' '))}::text[]) WITH ORDINALITY AS r(place, is_end, rest, sound, typos, reading)
      JOIN place p ON p.key = r.place OR (r.is_end AND length(r.place) > 2 AND p.key > r.place AND p.key < r.place || ${END}
        AND NOT EXISTS (SELECT FROM place q WHERE q.key = r.place))
      GROUP BY 1, 2, 3, 4, 5, 6) r
    CROSS JOIN LATERAL (
      (SELECT n.holder_id, n.number FROM name n WHERE ${within} AND r.region_code IS NULL
        AND (similarity(n.core_key, r.rest) > ${LIKE} OR starts_with(n.core_key, r.rest)) ${likest})
      UNION ALL
      (SELECT n.holder_id, n.number FROM name n WHERE n.typo_keys && string_to_array(r.typos, ' ')
        AND (${within} OR n.region_code = r.region_code) LIMIT ${MOST_OF_A_PLACE})
      UNION ALL
      (SELECT n.holder_id, n.number FROM name n WHERE n.region_code = r.region_code AND n.sound_key % r.sound ${likest})) f`;
}
