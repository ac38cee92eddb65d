/**
 * Whether a JSON value has the form of a GraphQL result: data that is an object or null, errors with a message each, and
 * one of both. Whatever else a subgraph, or a proxy before it, answers would be read as fields that are null.
 */
export function isResult(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { data, errors } = value;
  const hasErrors = Array.isArray(errors) && errors.length > 0 && errors.every(isError);
  if (errors !== undefined && !hasErrors) return false;
  return isObject(data) || (hasErrors && (data === null || data === undefined));
}

const isError = (value: unknown): boolean =>
  isObject(value) &&
  typeof value.message === 'string' &&
  (value.path === undefined || Array.isArray(value.path)) &&
  (value.extensions === undefined || isObject(value.extensions));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
