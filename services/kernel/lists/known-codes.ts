import { join, sql, type Sql } from '../database/sql.js';
import { errorText, expected, publicError } from '../errors/errors.js';
import { Text } from '../errors/messages.js';
import { nearestOf } from '../values/nearest.js';

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
export type CodeKind = { name: Text } & ({ codes: Sql } | { idsOf: Sql });

/** Code that does not exist, with those of its kind that do. */
export interface UnknownCode {
  argument: string;
  kind: string;
  code: string;
  known: string[];
}

/** Number of codes up to which an error lists them all. */
const LISTED = 20;
/** Number of similar codes that an error names. */
const SIMILAR = 5;
/** Characters of an unknown code that an error repeats, and compares with those that exist. */
const MAX_SHOWN = 50;
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
    return sql`(SELECT c.argument, ${name}::text AS kind, left(c.code, ${MAX_SHOWN}) AS code, ${known} AS known
      FROM unnest(${ofKind.map(({ argument }) => argument)}::text[], ${ofKind.map(({ code }) => code)}::text[]) c(argument, code)
      WHERE NOT (${exists}) AND ${isLoaded} LIMIT ${REFUSED})`;
  });
  return sql`(SELECT json_agg(u) FROM (${join(parts, ' UNION ALL ')}) u)`;
}

/** @throws BAD_USER_INPUT with the codes that do not exist, and what would be right */
export function refuseUnknownCodes(
  unknown: readonly UnknownCode[] | null | undefined,
  kinds: Readonly<Record<string, { name: Text }>>,
): void {
  if (!unknown?.length) return;
  const wrong = unknown.map(({ argument, kind, code, known }) => ({
    argument,
    expected: expectedCode(kinds[kind]!.name, code, known),
  }));
  const messages = wrong.map((one) => errorText('ARGUMENT', one));
  throw publicError('BAD_USER_INPUT', Text.join(messages), wrong[0]);
}

/** What a code should have been that is none of those that exist: all of them when they are few, otherwise the nearest. */
export function expectedCode(name: Text, code: string, known: readonly string[]): Text {
  if (!known.length) return expected('CODE_OF_NONE', { name, code });
  if (known.length <= LISTED) return expected('CODE_OF_FEW', { name, known: known.join(', '), code });
  const nearest = nearestOf(code, known, SIMILAR).join(', ');
  return expected('CODE_OF_MANY', { name, code, nearest });
}

/** All codes of a kind that exist, for lists that check the codes in their filters. */
export interface KnownCodes {
  name: Text;
  /** None while the rows are still to come: then nothing is refused. */
  all(): readonly string[] | Promise<readonly string[]>;
  /** Whether an earlier request has found the code, so that none has to be read. */
  wasFound?(code: string): boolean;
}

/** Kinds of the codes in the fields of a filter or among arguments, by the name of the field. */
export type CodesOfFields = Readonly<Record<string, KnownCodes>>;

/**
 * Refuses codes that do not exist in a filter, its groups and its branches, or in arguments.
 * @param fields kinds by field: `{ in, notIn }`, a condition with a `code`, a list of codes or a single one
 * @throws BAD_USER_INPUT with every unknown code, and what would be right
 */
export async function requireKnownCodes(given: object, fields: CodesOfFields, path?: string): Promise<void> {
  const used = codesIn(given, fields, path);
  if (!used.length) return;
  const unknown: UnknownCode[] = [];
  for (const { argument, kind, code } of used) {
    if (fields[kind]!.wasFound?.(code)) continue;
    const known = await fields[kind]!.all();
    if (known.length && !known.includes(code) && unknown.length < REFUSED)
      unknown.push({ argument, kind, code: code.slice(0, MAX_SHOWN), known: [...known] });
  }
  refuseUnknownCodes(unknown, fields);
}

function codesIn(given: object, fields: CodesOfFields, path?: string): UsedCode<string>[] {
  return Object.entries(given).flatMap(([name, value]: [string, unknown]) => {
    const argument = path === undefined ? name : `${path}.${name}`;
    if (value == null) return [];
    if (Object.hasOwn(fields, name)) return codesOf(value, argument).map((used) => ({ ...used, kind: name }));
    return typeof value === 'object' ? codesIn(value, fields, argument) : [];
  });
}

/** Codes in the value of a field: texts, at any depth. */
function codesOf(value: unknown, argument: string): { argument: string; code: string }[] {
  if (typeof value === 'string') return [{ argument, code: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => codesOf(part, `${argument}.${name}`));
}
