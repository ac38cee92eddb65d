import type { StoreTools } from '#kernel/context';
import { columnsOf, sql, type Sql } from '#kernel/database';
import type { ListParent } from '#kernel/lists';
import { ThemeTreeEntity } from './theme-tree.entity.js';
import type { ThemeCondition } from './theme-condition.js';

const allThemes = sql`SELECT ${columnsOf(ThemeTreeEntity, 't')} FROM theme_tree t`;

/** SQL of a theme condition over a column with a list of theme codes. */
export function themeCondition(column: Sql, condition: ThemeCondition | undefined): Sql[] {
  if (!condition) return [];
  if (!condition.descendants) return [sql`${column} @> ARRAY[${condition.code}]`];
  return [sql`${column} && (SELECT subtree_codes FROM theme_tree WHERE code = ${condition.code})`];
}

/** List parent for the rows in a theme or its descendants. @param column with a list of theme codes */
export const inTheme = (column: Sql, code: string, subtreeCodes: readonly string[]): ListParent => ({
  name: 'Theme',
  id: code,
  among: subtreeCodes,
  key: column,
  type: 'text',
});

export function themeTreeStore({ tables }: StoreTools) {
  const tree = tables.lookup<ThemeTreeEntity>('theme tree', allThemes, (theme) => theme.code);
  return {
    /** Codes of a theme and of its descendants; empty for an unknown theme. */
    async subtree(code: string): Promise<readonly string[]> {
      return (await tree.load(code))?.subtreeCodes ?? [];
    },
  };
}
