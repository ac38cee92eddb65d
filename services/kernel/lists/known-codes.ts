import { GraphQLError } from 'graphql';
import { join, sql, type Sql } from '../database/sql.js';
import { badUserInput } from '../errors/errors.js';

/** Code that a filter has, and the argument that has it, such as `filter.region.in.0`. */
export interface UsedCode<Kind extends string> {
  argument: string;
  kind: Kind;
  code: string;
}

/**
 * Kind of codes: what one is called, such as "the code of a région", and SQL of all codes in a column `code`. Of ids there are
 * too many to read, and none is near to another: they have a table instead.
 */
export type CodeKind = { name: string } & ({ codes: Sql } | { idsOf: Sql });

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
/** Number of codes of a kind that do not exist, of which an error says what would be right: each costs a comparison with all. */
const REFUSED = 10;

/**
 * Column expression with the codes that do not exist ({@link UnknownCode}) as JSON, null without any: part of the statement
 * that reads the list, so that the check takes no other: at most {@link REFUSED} of each kind. A kind without any code is not
 * checked: its rows are still to come.
 */
export function unknownCodes<Kind extends string>(
  used: readonly UsedCode<Kind>[],
  kinds: Readonly<Record<Kind, CodeKind>>,
): Sql | undefined {
  const names = [...new Set(used.map(({ kind }) => kind))].sort();
  if (!names.length) return undefined;
  const parts = names.map((name) => {
    const ofKind = used.filter(({ kind }) => kind === name);
    const kind = kinds[name];
    const [known, exists, isLoaded] =
      'codes' in kind
        ? [
            sql`ARRAY(SELECT k.code FROM (${kind.codes}) k ORDER BY 1)`,
            sql`c.code IN (SELECT k.code FROM (${kind.codes}) k)`,
            sql`EXISTS (SELECT FROM (${kind.codes}) k)`,
          ]
        : [
            sql`ARRAY[]::text[]`,
            sql`EXISTS (SELECT FROM ${kind.idsOf} k WHERE k.id = c.code::uuid)`,
            sql`EXISTS (SELECT FROM ${kind.idsOf})`,
          ];
    return sql`(SELECT c.argument, ${kind.name}::text AS name, c.code, ${known} AS known
      FROM unnest(${ofKind.map(({ argument }) => argument)}::text[], ${ofKind.map(({ code }) => code)}::text[]) c(argument, code)
      WHERE NOT (${exists}) AND ${isLoaded} LIMIT ${REFUSED})`;
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
  if (!known.length) return `${name}; "${code}" is none`;
  if (known.length <= LISTED) return `${name}: one of ${known.join(', ')}; "${code}" is none`;
  const text = code.toUpperCase();
  // "Wikidata" is a part of the title that is meant, and many letters away from it.
  const distanceTo = (other: string) => (other.includes(text) ? 0 : editDistance(text, other));
  const nearest = known
    .map((other) => ({ other, distance: distanceTo(other.toUpperCase()) }))
    .sort((a, b) => a.distance - b.distance || (a.other < b.other ? -1 : 1))
    .slice(0, SIMILAR)
    .map(({ other }) => other);
  return `${name}; "${code}" is none, the nearest are ${nearest.join(', ')}`;
}

/** Number of letters that must be added, removed or replaced. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let at = 1; at <= from.length; at += 1) {
    const next = [at];
    for (let other = 1; other <= to.length; other += 1)
      next.push(
        Math.min(
          row[other]! + 1,
          next[other - 1]! + 1,
          row[other - 1]! + (from[at - 1] === to[other - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[to.length]!;
}
