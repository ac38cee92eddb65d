import pg from 'pg';

/** Column of a result, as PostgreSQL describes it. */
export interface ResultColumn {
  name: string;
  /** Object id of its type. */
  dataTypeID: number;
}
export type RawRow = readonly (string | null)[];
export type MakeRow = (values: RawRow) => object;
type Parse = (text: string) => unknown;

const { builtins } = pg.types;
/** Types whose text is their value; a day stays text, see `database.ts`. */
const TEXTS = new Set<number>([
  builtins.TEXT,
  builtins.VARCHAR,
  builtins.BPCHAR,
  builtins.UUID,
  builtins.INT8, // may exceed the integers of JavaScript
  builtins.NUMERIC,
  builtins.DATE,
]);
const NUMBERS = new Set<number>([builtins.INT2, builtins.INT4, builtins.FLOAT4, builtins.FLOAT8]);
const TEXT_ARRAYS = new Set([1009, 1015, 2951]); // text[], varchar[], uuid[]: pg has no names for them

/** Row makers by their columns. Lives as long as the process: the statements are those of the code. */
const makers = new Map<string, MakeRow>();
const MAX_MAKERS = 2_000;

/**
 * Function that makes rows of these columns, the same as pg's. It is an object literal, compiled once: pg copies an empty
 * row, then looks up the name and the parser of each value.
 */
export function rowMaker(columns: readonly ResultColumn[]): MakeRow {
  const key = columns.map(({ name, dataTypeID }) => `${dataTypeID} ${name}`).join('\n');
  let make = makers.get(key);
  if (!make) {
    if (makers.size >= MAX_MAKERS) makers.clear();
    makers.set(key, (make = compile(columns)));
  }
  return make;
}

function compile(columns: readonly ResultColumn[]): MakeRow {
  const parsers = columns.map(({ dataTypeID }) => parserOf(dataTypeID));
  // Later columns of the same name win; brackets, because a bare "__proto__" would set the prototype.
  const properties = columns.map(
    ({ name, dataTypeID }, at) => `[${JSON.stringify(name)}]: ${expressionOf(dataTypeID, at)}`,
  );
  // The source holds names of columns as JSON texts, and positions.
  // eslint-disable-next-line typescript/no-implied-eval
  const build = new Function('parsers', `return (values) => ({ ${properties.join(', ')} });`) as (
    parsers: readonly Parse[],
  ) => MakeRow;
  return build(parsers);
}

/** Source text of the value of a column. */
function expressionOf(dataTypeID: number, at: number): string {
  const value = `values[${at}]`;
  if (TEXTS.has(dataTypeID)) return value;
  if (NUMBERS.has(dataTypeID)) return `${value} === null ? null : +${value}`;
  if (dataTypeID === builtins.BOOL) return `${value} === null ? null : ${value} === 't'`;
  return `${value} === null ? null : parsers[${at}](${value})`;
}

function parserOf(dataTypeID: number): Parse {
  const parse = pg.types.getTypeParser(dataTypeID, 'text') as Parse;
  if (TEXT_ARRAYS.has(dataTypeID)) return (text) => textsIn(text) ?? parse(text);
  if (dataTypeID === builtins.TIMESTAMPTZ) return (text) => instantIn(text) ?? parse(text);
  return parse;
}

/** Texts of an array without quotes, such as `{a,NULL,b}`; null for another one. */
function textsIn(text: string): (string | null)[] | null {
  if (text === '{}') return [];
  if (text[0] !== '{' || text[1] === '{' || text.includes('"') || text.includes('\\')) return null;
  const texts: (string | null)[] = text.slice(1, -1).split(',');
  for (let at = 0; at < texts.length; at += 1) if (texts[at] === 'NULL') texts[at] = null;
  return texts;
}

/** Instant in UTC of the years 100 to 9999, such as `2026-11-30 12:00:00.123456+00`, without its microseconds; null for another text. */
function instantIn(text: string): Date | null {
  const { length } = text;
  if (length < 22 || text[4] !== '-' || !text.endsWith('+00')) return null;
  const digits = (from: number, to: number) => {
    let number = 0;
    for (let at = from; at < to; at += 1) number = number * 10 + text.charCodeAt(at) - 48;
    return number;
  };
  const year = digits(0, 4);
  if (!(year >= 100)) return null; // Date.UTC takes 99 for 1999
  const shown = Math.min(Math.max(length - 23, 0), 3); // digits of the milliseconds
  const milliseconds = digits(20, 20 + shown) * 10 ** (3 - shown);
  return new Date(
    Date.UTC(
      year,
      digits(5, 7) - 1,
      digits(8, 10),
      digits(11, 13),
      digits(14, 16),
      digits(17, 19),
      milliseconds,
    ),
  );
}
