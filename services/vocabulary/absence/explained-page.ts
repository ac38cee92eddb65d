import type { Sql } from '#kernel/database';
import {
  whereOf,
  type CombinedFilter,
  type Connection,
  type ListArgs,
  type ListParent,
  type ListReader,
  type OrderBy,
  type Page,
} from '#kernel/lists';
import { absenceText, itemsText, type Items } from './absence-text.js';
import { AbsenceReason, absenceRow, type AbsenceRow } from './absence.type.js';
import { impossible } from './impossible.js';
import { noMatch } from './no-match.js';
import type { ThemeCondition } from '../theme-condition.js';

interface Classified {
  theme?: ThemeCondition;
  isClassified?: boolean;
}

/** Whether the list is empty, and not just a page past its end. */
export async function isEmpty(connection: Connection<unknown>): Promise<boolean> {
  return isEmptyPage(await connection.page());
}

/** Whether a page is that of an empty list. */
export const isEmptyPage = ({ nodes, pageInfo }: Pick<Page<unknown>, 'nodes' | 'pageInfo'>): boolean =>
  !nodes.length && !pageInfo.hasPreviousPage && !pageInfo.hasNextPage;

/**
 * Page of a list with the reason for which it is empty; the reason is read only when it is selected.
 * @param options.items what the list holds
 * @param options.unclassified condition of a row without a theme, for lists with a condition on the theme
 */
export function explainedPage<
  Row extends object,
  Field extends string,
  Filter extends CombinedFilter<Filter> & Classified,
>(
  list: ListReader<Row, Field>,
  args: ListArgs<Filter, OrderBy<Field>>,
  conditions: (filter: Filter) => Sql[],
  parent: ListParent | undefined,
  { items, unclassified }: { items: Items; unclassified?: Sql },
): Connection<Row> | Promise<Connection<Row>> {
  /** Number of rows that meet all conditions but the one on the theme, and have none. */
  async function countUnclassified(): Promise<number> {
    const { theme, isClassified: _, ...others } = args.filter ?? ({} as Filter);
    // The parent of the rows in a theme is the theme.
    const inTheme = parent?.name === 'Theme';
    if (!unclassified || (!theme && !inTheme)) return 0;
    const rest = list.page({
      page: {},
      filter: { unclassified: others },
      where: () => [...whereOf(others as Filter, conditions), unclassified],
      ...(parent && !inTheme ? { parent } : {}),
    });
    return (await rest.total()).count;
  }

  async function reasonOf(connection: Connection<Row>): Promise<AbsenceRow | null> {
    if (!(await isEmpty(connection))) return null;
    const never = impossible(args.filter);
    if (never) return never;
    const name = itemsText(items);
    const count = await countUnclassified();
    if (count)
      return absenceRow(
        AbsenceReason.NOT_CLASSIFIED,
        absenceText('NOT_CLASSIFIED', { count, items: name }),
        count,
      );
    return (await isEmpty(list.page({ page: {} })))
      ? absenceRow(AbsenceReason.NOT_PUBLISHED, absenceText('NONE_PUBLISHED', { items: name }))
      : noMatch(items, args.filter);
  }

  const explain = (connection: Connection<Row>): Connection<Row> => {
    connection.parts = { absence: () => reasonOf(connection) };
    return connection;
  };
  const found = list.pageOf(args, conditions, parent);
  return found instanceof Promise ? found.then(explain) : explain(found);
}
