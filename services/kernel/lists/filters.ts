import { Field, InputType, Int, type ClassType } from 'type-graphql';
import { badUserInput, expected } from '../errors/errors.js';
import { DateScalar } from '../values/scalars.js';
import { allOf, anyOf, sql, type Sql } from '../database/sql.js';
import { foldText } from '../values/text.js';

@InputType('IntFilter', { description: 'Bounds of a whole number; both are included.' })
export class IntFilter {
  @Field(() => Int, { nullable: true, description: 'At least this.' })
  gte?: number;
  @Field(() => Int, { nullable: true, description: 'At most this.' })
  lte?: number;
}

@InputType('DateFilter', { description: 'Bounds of a date; both are included.' })
export class DateFilter {
  @Field(() => DateScalar, { nullable: true, description: 'On this day or later.' })
  gte?: string;
  @Field(() => DateScalar, { nullable: true, description: 'On this day or earlier.' })
  lte?: string;
}

@InputType('TextCodeFilter', { description: 'Conditions on a code, compared exactly.' })
export class TextCodeFilter {
  @Field(() => [String], { nullable: true, description: 'One of these.' })
  in?: string[];
  @Field(() => [String], { nullable: true, description: 'None of these.' })
  notIn?: string[];
}

/** Input type `{ in, notIn }` over an enum. @param subject for the description, such as "kind of an authority" */
export function enumFilterOf(
  values: object,
  name: string,
  subject: string,
): ClassType<{ in?: string[]; notIn?: string[] }> {
  @InputType(name, { description: `Conditions on the ${subject}.` })
  class EnumFilter {
    @Field(() => [values], { nullable: true, description: 'One of these.' })
    in?: string[];
    @Field(() => [values], { nullable: true, description: 'None of these.' })
    notIn?: string[];
  }
  return EnumFilter;
}

/** SQL of a filter `{ gte, lte }`. */
export function rangeCondition(column: Sql, range: { gte?: unknown; lte?: unknown } | undefined): Sql[] {
  if (!range) return [];
  const conditions: Sql[] = [];
  if (range.gte !== undefined) conditions.push(sql`${column} >= ${range.gte}`);
  if (range.lte !== undefined) conditions.push(sql`${column} <= ${range.lte}`);
  return conditions;
}

/** SQL of a filter `{ in, notIn }` over a text column. `notIn` keeps rows whose value is NULL. */
export function choiceCondition(
  column: Sql,
  choice: { in?: readonly string[]; notIn?: readonly string[] } | undefined,
): Sql[] {
  if (!choice) return [];
  const conditions: Sql[] = [];
  if (choice.in !== undefined) conditions.push(sql`${column} = ANY(${choice.in}::text[])`);
  if (choice.notIn !== undefined)
    conditions.push(sql`(${column} IS NULL OR ${column} <> ALL(${choice.notIn}::text[]))`);
  return conditions;
}

/** SQL of a filter `{ in, notIn }` over a column that holds a list. */
export function overlapCondition(
  column: Sql,
  choice: { in?: readonly string[]; notIn?: readonly string[] } | undefined,
): Sql[] {
  if (!choice) return [];
  const conditions: Sql[] = [];
  if (choice.in !== undefined) conditions.push(sql`${column} && ${choice.in}::text[]`);
  if (choice.notIn !== undefined)
    conditions.push(sql`(${column} IS NULL OR NOT ${column} && ${choice.notIn}::text[])`);
  return conditions;
}

const MAX_WORDS = 10;

/** Value of a column `search_text` from the names of a row, for {@link textCondition}. */
export function searchText(names: readonly (string | null | undefined)[]): string {
  const folded = names.map((name) => (name ? foldText(name) : '')).filter(Boolean);
  return ` ${[...new Set(folded)].join(' ')} `;
}

/**
 * SQL of a filter `text` over a column of {@link searchText}: every word must be the beginning of a word of the names. The
 * leading space of the pattern lets a trigram index serve words of one or two letters too ("Eu", "Y"). Folded words
 * consist of letters and digits alone, so that no wildcard needs escaping.
 * @throws BAD_USER_INPUT for a text without letters or digits, or with more than 10 words
 */
export function textCondition(column: Sql, text: string | undefined, argument = 'filter.text'): Sql[] {
  if (text === undefined) return [];
  const words = [...new Set(foldText(text).split(' '))].filter(Boolean);
  if (!words.length) throw badUserInput({ argument, expected: expected('LETTER_OR_DIGIT') });
  if (words.length > MAX_WORDS)
    throw badUserInput({ argument, expected: expected('AT_MOST_WORDS', { max: MAX_WORDS }) });
  return words.map((word) => sql`${column} LIKE ${`% ${word}%`}`);
}

export interface CombinedFilter<F> {
  and?: F[];
  or?: F[];
  not?: F;
}

const MAX_DEPTH = 5;
const MAX_CONDITIONS = 50;

/**
 * Conditions of a filter with `and`, `or` and `not`. An absent or null filter and absent fields filter nothing; null as the
 * value of a field is refused.
 * @param leaf conditions of the filter's own fields
 * @param argument name of the filter in errors
 * @throws BAD_USER_INPUT for null inside, for more than 5 levels, 50 groups or 5000 values, or for lists over 100 items
 */
export function whereOf<F extends CombinedFilter<F>>(
  filter: F | null | undefined,
  leaf: (filter: F) => Sql[],
  argument = 'filter',
): Sql[] {
  if (filter == null) return [];
  let conditions = 0;
  const check = (value: unknown, path: string): void => {
    if (value === null) throw badUserInput({ argument: path, expected: expected('VALUE') });
    if (Array.isArray(value)) {
      if (value.length > 100)
        throw badUserInput({ argument: path, expected: expected('AT_MOST_VALUES', { max: 100 }) });
      value.forEach((item, index) => check(item, `${path}.${index}`));
    } else if (typeof value === 'object') {
      for (const [key, item] of Object.entries(value)) if (item !== undefined) check(item, `${path}.${key}`);
    } else {
      if (typeof value === 'string' && value.includes('\0'))
        throw badUserInput({ argument: path, expected: expected('NO_NUL') });
      if (typeof value === 'string' && value.length > 256)
        throw badUserInput({ argument: path, expected: expected('AT_MOST_CHARACTERS', { max: 256 }) });
      if (++conditions > MAX_CONDITIONS * 100)
        throw badUserInput({ argument: path, expected: expected('SMALLER_FILTER') });
    }
  };
  check(filter, argument);
  let groups = 0;
  const walk = (part: F, depth: number): Sql => {
    if (depth > MAX_DEPTH || ++groups > MAX_CONDITIONS) {
      throw badUserInput({
        argument,
        expected: expected('FILTER_DEPTH', { levels: MAX_DEPTH, groups: MAX_CONDITIONS }),
      });
    }
    const own = leaf(part);
    if (part.and) own.push(allOf(part.and.map((inner) => walk(inner, depth + 1))));
    if (part.or) own.push(anyOf(part.or.map((inner) => walk(inner, depth + 1))));
    // IS NOT TRUE: a condition that is NULL does not match, so its negation does.
    if (part.not) own.push(sql`(${walk(part.not, depth + 1)}) IS NOT TRUE`);
    return allOf(own);
  };
  return [walk(filter, 1)];
}
