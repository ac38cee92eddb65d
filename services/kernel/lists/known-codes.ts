import { GraphQLError } from 'graphql';
import { join, sql, type Sql } from '../database/sql.js';
import { badUserInput } from '../errors/errors.js';
import { nearestOf } from '../values/nearest.js';

/** Code that a filter has, and the argument that has it, such as `filter.region.in.0`. */
export interface UsedCode<Kind extends string> {
  argument: string;
  kind: Kind;
  code: string;
}

/** Kind of codes: what one is called, such as "the code of a région", and SQL of all codes in a column `code`. */
export interface CodeKind {
  name: string;
  codes: Sql;
}

/** Code that does not exist, with those of its kind that do. */
export interface UnknownCode {
  argument: string;
  name: string;
  code: string;
  known: string[];
}

/** Number of codes up to which an error lists them all. */
const LISTED = 20;
/** Number of similar codes that an error names. */
const SIMILAR = 5;

/**
 * Column expression with the codes that do not exist ({@link UnknownCode}) as JSON, null without any: part of the statement
 * that reads the list, so that the check takes no other. A kind without any code is not checked: its rows are still to come.
 */
export function unknownCodes<Kind extends string>(
  used: readonly UsedCode<Kind>[],
  kinds: Readonly<Record<Kind, CodeKind>>,
): Sql | undefined {
  const names = [...new Set(used.map(({ kind }) => kind))].sort();
  if (!names.length) return undefined;
  const parts = names.map((name) => {
    const ofKind = used.filter(({ kind }) => kind === name);
    const { codes } = kinds[name];
    return sql`SELECT c.argument, ${kinds[name].name}::text AS name, c.code, ARRAY(SELECT k.code FROM (${codes}) k ORDER BY 1) AS known
      FROM unnest(${ofKind.map(({ argument }) => argument)}::text[], ${ofKind.map(({ code }) => code)}::text[]) c(argument, code)
      WHERE c.code NOT IN (SELECT k.code FROM (${codes}) k) AND EXISTS (SELECT FROM (${codes}) k)`;
  });
  return sql`(SELECT json_agg(u) FROM (${join(parts, ' UNION ALL ')}) u)`;
}

/** @throws BAD_USER_INPUT with the codes that do not exist, and what would be right */
export function refuseUnknownCodes(unknown: readonly UnknownCode[] | null | undefined): void {
  if (!unknown?.length) return;
  const errors = unknown.map((one) => badUserInput({ argument: one.argument, expected: expectedFor(one) }));
  const [first] = errors;
  throw new GraphQLError(errors.map(({ message }) => message).join(' '), {
    extensions: { ...first!.extensions },
  });
}

export function expectedFor({ name, code, known }: Omit<UnknownCode, 'argument'>): string {
  if (known.length <= LISTED) return `${name}: one of ${known.join(', ')}; "${code}" is none`;
  return `${name}; "${code}" is none, the nearest are ${nearestOf(code, known, SIMILAR).join(', ')}`;
}
