import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { withExtensions } from './errors.js';

/** Names that every schema has. */
const BUILT_IN = ['Int', 'Float', 'String', 'Boolean', 'ID', 'include', 'skip', 'deprecated', 'specifiedBy'];
const NAMES = /[_A-Za-z]\w*/g;

/**
 * Returns the message of a validation error without the names that the client has not written itself, for a graph whose
 * schema cannot be read: graphql-js quotes each name that it tells.
 * @param text the document
 */
export function withoutUnknownNames(message: string, text: string): string {
  const known = new Set([...BUILT_IN, ...(text.match(NAMES) ?? [])]);
  return message.replaceAll(/"([^"]*)"/g, (quoted, inner: string) =>
    (inner.match(NAMES) ?? []).every((name) => known.has(name)) ? quoted : '"…"',
  );
}

/** Removes the suggestions of graphql-js, which would reveal names that the caller cannot see. */
export function withoutSuggestion(message: string): string {
  return message.replace(/ ?Did you mean .*\?$/s, '').replace(/ Did you mean to .*$/s, '');
}

/**
 * Hides the names of a schema that cannot be read in errors of executed operations, which subgraphs word: "expected one
 * of KIND, STATUS". A name that the client has written itself stays.
 */
export class HiddenSchema {
  readonly #names: ReadonlySet<string>;

  constructor(schema: GraphQLSchema) {
    this.#names = namesIn(schema);
  }

  /** @param written all that the client has written: the document, and its variables */
  withoutNames(errors: readonly GraphQLError[], written: string): GraphQLError[] {
    // Once for all errors: a document can have thousands, and be long.
    const known = new Set((written.match(NAMES) ?? []).map((name) => name.toLowerCase()));
    const isHidden = (name: string) => this.#names.has(name) && !known.has(name.toLowerCase());
    return errors.map((error) => this.#withoutNames(error, isHidden));
  }

  #withoutNames(error: GraphQLError, isHidden: (name: string) => boolean): GraphQLError {
    const { argument, expected } = error.extensions;
    const place = typeof argument === 'string' ? argument.replaceAll(NAMES, hide(isHidden)) : argument;
    const isPlaced = typeof argument === 'string' && error.message.startsWith(argument);
    const message = isPlaced
      ? `${String(place)}${this.#shown(error.message.slice(argument.length), isHidden)}`
      : this.#shown(error.message, isHidden);
    return withExtensions(
      error,
      {
        ...error.extensions,
        ...(typeof argument === 'string' ? { argument: place } : {}),
        ...(typeof expected === 'string' ? { expected: this.#shown(expected, isHidden) } : {}),
      },
      message,
    );
  }

  /** Names that are no words of a language are hidden wherever they stand, all others in lists of names. */
  #shown(text: string, isHidden: (name: string) => boolean): string {
    const lists = text.replaceAll(LISTS, (list) =>
      (list.match(NAMES) ?? []).every((name) => this.#names.has(name))
        ? list.replaceAll(NAMES, hide(isHidden))
        : list,
    );
    return lists.replaceAll(NAMES, (name) => (NO_WORD.test(name) ? hide(isHidden)(name) : name));
  }
}

const hide = (isHidden: (name: string) => boolean) => (name: string) => (isHidden(name) ? '…' : name);

/** Two names or more with commas between them. */
const LISTS = /[_A-Za-z]\w*(?:, [_A-Za-z]\w*)+/g;
/** A name of capitals, with an underscore, or with a capital inside. */
const NO_WORD = /^[A-Z_\d]{2,}$|_|[a-z\d][A-Z]/;

/** All names of a schema: types, fields, arguments, enum values. */
function namesIn(schema: GraphQLSchema): Set<string> {
  const names = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
    names.add(type.name);
    if (isEnumType(type)) for (const { name } of type.getValues()) names.add(name);
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
      for (const field of Object.values(type.getFields())) {
        names.add(field.name);
        if ('args' in field) for (const { name } of field.args) names.add(name);
      }
  }
  return names;
}
