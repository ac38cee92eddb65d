/** Value of a parameter in the text format of PostgreSQL; null for NULL. */
export type EncodedValue = string | null;

const NEEDS_ESCAPE = /["\\]/;

/**
 * Texts of the parameters of a statement, the same as those of pg, which escapes each element of a list by two regular
 * expressions.
 * @returns null when a value is of another type than text, number, truth value or a list of them: then pg encodes all
 */
export function encodeValues(values: readonly unknown[]): EncodedValue[] | null {
  const encoded: EncodedValue[] = [];
  for (const value of values) {
    if (value == null) {
      encoded.push(null);
      continue;
    }
    const text = Array.isArray(value) ? arrayText(value) : scalarText(value);
    if (text === null) return null;
    encoded.push(text);
  }
  return encoded;
}

function scalarText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
    ? value.toString()
    : null;
}

function arrayText(values: readonly unknown[]): string | null {
  let text = '{';
  for (let at = 0; at < values.length; at += 1) {
    if (at) text += ',';
    const value = values[at];
    if (value == null) {
      text += 'NULL';
      continue;
    }
    const item = scalarText(value);
    if (item === null) return null;
    text += NEEDS_ESCAPE.test(item) ? `"${item.replace(/["\\]/g, '\\$&')}"` : `"${item}"`;
  }
  return `${text}}`;
}
