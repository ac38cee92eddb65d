import { expected, errorText, publicError } from '../errors/errors.js';
import type { Text } from '../errors/messages.js';
import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTime as DateTimeBase } from 'graphql-scalars';

/** @throws BAD_USER_INPUT always, with the expected form */
function refuseValue(name: string, wanted: Text): never {
  throw publicError('BAD_USER_INPUT', errorText('SCALAR', { name, expected: wanted }), { expected: wanted });
}

const MAX_CHARACTERS = 2048;

/** Scalar over text. @param options.parse returns the normal form of a valid text, undefined for any other */
export function textScalar(options: {
  name: string;
  description: string;
  expected: Text;
  specifiedByURL?: string;
  /** Most characters; default: 2,048. */
  max?: number;
  parse: (text: string) => string | undefined;
}): GraphQLScalarType<string, string> {
  const refuse = (): never => refuseValue(options.name, options.expected);
  const parseValue = (value: unknown): string => {
    if (typeof value !== 'string' || value.length > (options.max ?? MAX_CHARACTERS)) return refuse();
    return options.parse(value) ?? refuse();
  };
  return new GraphQLScalarType<string, string>({
    name: options.name,
    description: options.description,
    ...(options.specifiedByURL ? { specifiedByURL: options.specifiedByURL } : {}),
    serialize: (value) => String(value),
    parseValue,
    parseLiteral: (node: ValueNode) => (node.kind === Kind.STRING ? parseValue(node.value) : refuse()),
  });
}

/** True for a day of the Gregorian calendar, years 1 to 9999. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** True for a year, a month or a day: `2014`, `2019-09`, `2019-09-01`. */
export function isPartialDate(text: string): boolean {
  if (/^\d{4}$/.test(text)) return text !== '0000';
  return /^\d{4}-\d{2}$/.test(text) ? isCalendarDate(`${text}-01`) : isCalendarDate(text);
}

export const DateScalar = textScalar({
  name: 'Date',
  description: 'A day of the calendar (ISO 8601), such as `2022-01-27`. French: date.',
  expected: expected('DATE'),
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339#section-5.6',
  parse: (text) => (isCalendarDate(text) ? text : undefined),
});

export const PartialDateScalar = textScalar({
  name: 'PartialDate',
  description:
    'A date as precise as its source (ISO 8601 reduced precision, EDTF level 0): `2014`, `2019-09` or `2019-09-01`. French: date partielle.',
  expected: expected('PARTIAL_DATE'),
  specifiedByURL: 'https://www.loc.gov/standards/datetime/',
  parse: (text) => (isPartialDate(text) ? text : undefined),
});

export const TimeScalar = textScalar({
  name: 'LocalTime',
  description: 'A local time of day, such as `14:30`. French: heure locale.',
  expected: expected('TIME'),
  specifiedByURL: 'https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#times',
  parse: (text) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? text : undefined),
});

export const UrlScalar = textScalar({
  name: 'URL',
  description: 'An absolute http or https address. French: adresse web.',
  expected: expected('URL'),
  specifiedByURL: 'https://url.spec.whatwg.org/',
  parse: (text) => (URL.canParse(text) && /^https?:/i.test(text) ? text : undefined),
});

const { parseValue: instantOf, serialize: dateOf, ...dateTimeConfig } = DateTimeBase.toConfig();
const FIRST_INSTANT = Date.parse('0001-01-01T00:00:00.000Z');
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

/** An offset at the edges of the calendar may lead to a year that has no four digits in UTC: it is refused. */
function parseInstant(value: unknown): Date {
  let instant: Date | undefined;
  try {
    instant = instantOf(value);
  } catch {
    // Refused below.
  }
  if (instant && instant.getTime() >= FIRST_INSTANT && instant.getTime() <= LAST_INSTANT) return instant;
  return refuseValue('DateTime', expected('INSTANT'));
}
export const DateTimeScalar = new GraphQLScalarType({
  ...dateTimeConfig,
  // Text, as over HTTP: the gateway merges results that it reads twice, and merging would lose the type of a Date object.
  serialize: (value) => dateOf(value).toISOString(),
  description: 'An instant (RFC 3339), such as `2022-01-15T23:59:59+01:00`. French: date et heure.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  parseValue: parseInstant,
  parseLiteral: (node: ValueNode) => parseInstant(node.kind === Kind.STRING ? node.value : null),
});
