import { refusal } from './messages/problems.js';
import { sql, type Reader } from '#kernel/database';

/**
 * Validates the `themeCodes` of an input: distinct, and known to the table `theme_tree` of the subgraph.
 * @throws Refusal THEME_UNKNOWN, THEMES_INVALID
 */
export async function validateThemes(
  transaction: Reader,
  codes: readonly string[],
  { least = 0, most = 20 } = {},
): Promise<string[]> {
  if (codes.length < least || codes.length > most || new Set(codes).size < codes.length)
    throw least
      ? refusal('THEMES_INVALID.BETWEEN', 'themeCodes', { least, most })
      : refusal('THEMES_INVALID.UP_TO', 'themeCodes', { most });
  const known = await transaction
    .named('theme_tree.known')
    .rows<{ code: string }>(sql`SELECT code FROM theme_tree WHERE code = ANY(${codes}::text[])`);
  const unknown = codes.find((code) => !known.some((theme) => theme.code === code));
  if (unknown !== undefined) throw refusal('THEME_UNKNOWN', 'themeCodes', { code: unknown.slice(0, 50) });
  return [...codes];
}
