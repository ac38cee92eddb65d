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
