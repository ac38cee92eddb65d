import { textsOf, type Text } from '#kernel/errors';
import { PARSER_REASONS } from './parser-reasons.messages.js';

// Parsers word their errors in English alone: these are their errors in both languages, by code or wording.

const reason = textsOf(PARSER_REASONS);
type Plain = Exclude<keyof typeof PARSER_REASONS, 'UNEXPECTED' | 'TAG_OPEN' | 'PART_MISSING'>;

/** Longest part of a file that a message repeats. */
const MAX_PART = 40;
/** Braces stand for values in messages. */
const partOf = (text: string) => text.slice(0, MAX_PART).replaceAll(/[{}]/g, '');
const firstOf = (message: string, rules: readonly (readonly [RegExp, Plain])[], otherwise: Plain): Text =>
  reason(rules.find(([pattern]) => pattern.test(message))?.[1] ?? otherwise);

const CUT_OFF = /end of (JSON )?input|not all the data|mid-parsing|Unterminated/i;

/** Of V8 and @streamparser/json. */
export function jsonReason({ message }: Error): Text {
  if (CUT_OFF.test(message)) return reason('CUT_OFF');
  // Braces and brackets are named by their signs, a word by itself.
  const text = /^Unexpected (?:token )?(?:"([^"]+)"|'([^']+)'|([^\s,"']+))/
    .exec(message)
    ?.slice(1)
    .find(Boolean);
  return text === undefined || partOf(text) === ''
    ? reason('NOT_WELL_FORMED')
    : reason('UNEXPECTED', { text: `"${partOf(text)}"` });
}

/** Of csv-parse. */
export const csvReason = (code: string): Text =>
  firstOf(
    code,
    [
      [/QUOTE_NOT_CLOSED/, 'QUOTE_OPEN'],
      [/QUOTE/, 'QUOTE_INSIDE'],
    ],
    'NOT_WELL_FORMED',
  );

/** Of saxes. */
export function xmlReason({ message }: Error): Text {
  const open = /unclosed tag: ([^\s]+)/.exec(message)?.[1];
  if (open !== undefined) return reason('TAG_OPEN', { text: `<${partOf(open)}>` });
  return firstOf(
    message,
    [
      [/unexpected end|incomplete/, 'CUT_OFF'],
      [/close tag|closing tag/, 'TAG_UNOPENED'],
      [/entity/, 'ENTITY_UNKNOWN'],
      [/outside of root|one root|root element|start of the document|before root/, 'OUTSIDE_ROOT'],
      [/attribute|value must be quoted|value required/, 'ATTRIBUTE'],
      [/disallowed/, 'CHARACTER'],
    ],
    'NOT_WELL_FORMED',
  );
}

/** Of the YAML parser, by its code; one without a code is thrown for aliases that multiply themselves. */
export const yamlReason = (code: string): Text =>
  firstOf(
    code,
    [
      [/TAB_AS_INDENT/, 'TAB'],
      [/INDENT|BLOCK|IMPLICIT_KEY|COLLECTION/, 'INDENTATION'],
      [/DUPLICATE_KEY/, 'KEY_TWICE'],
      [/ALIAS|RESOURCE/, 'ALIAS'],
      [/MULTIPLE_DOCS/, 'SEVERAL'],
      [/MISSING_CHAR/, 'CUT_OFF'],
    ],
    'NOT_WELL_FORMED',
  );

export const missingPart = (name: string): Text => reason('PART_MISSING', { text: partOf(name) });
export const brokenArchive = (): Text => reason('ARCHIVE');
export const noObject = (): Text => reason('NO_OBJECT');
