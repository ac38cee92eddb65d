import type { StoreTools } from '#kernel/context';
import { allOf, empty, join, raw, sql } from '#kernel/database';
import {
  cursorValues,
  keyValues,
  keysOf,
  orderOf,
  pageOfRows,
  seek,
  sliceOf,
  sortedBy,
  whereOf,
  type KeyedRow,
  type ListMark,
  type OrderBy,
  type Ordering,
  type Slice,
} from '#kernel/lists';
import type { ReadPosition } from '#kernel/projections';
import type { LanguageCode } from '#kernel/values';
import { authorityConditions } from './authority-conditions.js';
import type { AuthoritySearchArgs, AuthoritySearchOrderField } from './authority-search.input.js';
import type { AuthorityHighlight } from './authority-search.type.js';
import { FACET_COLUMNS, facetOf } from './facet.sql.js';
import { FACETS, type FacetName } from './facet.type.js';
import { POSITIONS, type FreshnessStore } from '../freshness/freshness.store.js';
import { highlightColumns, highlightsOf, type Highlightable } from './highlight.js';
import { parseText, relevanceOf, type TextQuery } from './text-query.js';

/** What is unknown stands last either way, which takes an expression for each way. */
type SortField =
  | Exclude<`${AuthoritySearchOrderField}`, 'RELEVANCE'>
  | 'RELEVANCE'
  | 'POPULATION_UPWARDS'
  | 'INSEE_CODE_DOWNWARDS';

/** Of found authorities `a`. */
const ordering: Ordering<SortField> = {
  id: sql`a.id`,
  orders: {
    RELEVANCE: { by: sql`a.relevance`, type: 'float8' },
    NAME: { by: sql`a.name COLLATE "fr-FR-x-icu"`, type: 'text' },
    POPULATION: { by: sql`coalesce(a.population, -1)`, type: 'int' },
    POPULATION_UPWARDS: { by: sql`coalesce(a.population, 2147483647)`, type: 'int' },
    EXPERTISES: { by: sql`a.expertise_count`, type: 'int' },
    PARTNERSHIPS: { by: sql`a.partnership_count`, type: 'int' },
    INSEE_CODE: { by: sql`coalesce(a.insee_code, '~') COLLATE "C"`, type: 'text' },
    INSEE_CODE_DOWNWARDS: { by: sql`coalesce(a.insee_code, '') COLLATE "C"`, type: 'text' },
    KIND: { by: sql`a.kind`, type: 'text' },
  },
};

/** What pages and orders read of found authorities. */
const PAGE_COLUMNS = ['name', 'kind', 'population', 'insee_code', 'expertise_count', 'partnership_count'];

const BROAD: ReadonlySet<string> = new Set(['kind', 'isCurrent', 'having', 'lacking', 'and', 'or', 'not']);
/** Whether so many may be found that a page is faster read by an index than sorted out of all of them. */
const isBroad = (filter: object) => Object.keys(filter).every((key) => BROAD.has(key));

function sortOf(orderBy: AuthoritySearchArgs['orderBy'], text: TextQuery | undefined): OrderBy<SortField>[] {
  const given = orderOf(orderBy, [{ field: 'RELEVANCE', direction: 'ASC' }]);
  return given.flatMap(({ field, direction }): OrderBy<SortField>[] => {
    if (field === 'RELEVANCE')
      return text
        ? [
            { field, direction: 'DESC' },
            { field: 'POPULATION', direction: 'DESC' },
          ]
        : [{ field: 'NAME', direction: 'ASC' }];
    if (field === 'POPULATION' && direction === 'ASC') return [{ field: 'POPULATION_UPWARDS', direction }];
    if (field === 'INSEE_CODE' && direction === 'DESC') return [{ field: 'INSEE_CODE_DOWNWARDS', direction }];
    return [{ field, direction }];
  });
}

/** What the authorities subgraph would say of a found authority, as far as search knows it. */
export interface FoundAuthority {
  id: string;
  kind: string;
  name: string;
  population: number | null;
  relevance: number | null;
}

interface Answer {
  page: (KeyedRow & FoundAuthority)[] | null;
  total?: number;
  positions?: ReadPosition[] | null;
  [facet: string]: unknown;
}

/** Facets whose values are things of other subgraphs, known by their codes. */
const REFERENCES: ReadonlySet<string> = new Set(['theme', 'country', 'region'] satisfies FacetName[]);

export function authoritySearchStore({ reader, cursors }: StoreTools, freshness: FreshnessStore) {
  return {
    /**
     * @param asked paths of what is selected of the connection; nothing else is paid for
     * @param language of titles that are highlighted
     */
    async page(args: AuthoritySearchArgs, asked: ReadonlySet<string>, language: LanguageCode) {
      const filter = args.filter ?? {};
      const slice = sliceOf(args);
      const where = allOf(whereOf(filter, authorityConditions));
      const text = filter.text === undefined ? undefined : parseText(filter.text);
      const highlighted = text !== undefined && asked.has('edges.highlights');
      const found = (columns: readonly string[]) =>
        sql`SELECT ${raw(['id', ...new Set(columns)].map((column) => `a.${column}`).join(', '))}${
          columns.includes('name')
            ? sql`, ${text ? relevanceOf(text) : sql`NULL::float8`} AS relevance`
            : empty
        } FROM authority a WHERE ${where}`;
      const order = sortOf(args.orderBy, text);
      const mark = cursors.listMark([
        'AuthoritySearch',
        JSON.stringify(filter),
        order.map(({ field, direction }) => [field, direction]),
      ]);
      const after = cursorValues(cursors, mark, slice);
      const keys = keysOf(ordering, order, slice.backward);
      const facets = FACETS.filter((facet) => asked.has(`facets.${facet}`));
      const counted = asked.has('totalCount') || facets.length > 0;
      const apart = !counted || isBroad(filter);
      const from = apart ? sql`(${found(PAGE_COLUMNS)})` : sql`matched`;
      const page = sql`(SELECT a.id, a.kind, a.name, a.population, a.relevance, ${keyValues(keys)} FROM ${from} a
        WHERE ${allOf(seek(keys, after))} ORDER BY ${sortedBy(keys)} LIMIT ${slice.limit + 1})`;
      const parts = [
        highlighted
          ? sql`(SELECT json_agg(h ORDER BY h.place) FROM (SELECT p.*, ${highlightColumns(text)}
              FROM (SELECT q.*, row_number() OVER () AS place FROM ${page} q) p JOIN authority a ON a.id = p.id) h) AS page`
          : sql`(SELECT json_agg(p) FROM ${page} p) AS page`,
        ...(asked.has('totalCount') ? [sql`(SELECT count(*)::int FROM matched) AS total`] : []),
        ...facets.map((facet) => sql`${facetOf(facet, filter)} AS ${raw(`"${facet}"`)}`),
        ...(asked.has('freshness') ? [sql`${POSITIONS} AS positions`] : []),
      ];
      const columns = [...(apart ? [] : PAGE_COLUMNS), ...facets.flatMap((facet) => FACET_COLUMNS[facet])];
      // Read once, it is better not written down: a total is counted in an index.
      const kept = raw(apart && facets.length === 0 ? 'NOT MATERIALIZED' : 'MATERIALIZED');
      const matched = counted ? sql`WITH matched AS ${kept} (${found(columns)}) ` : empty;
      const [answer] = await reader
        .named('AuthoritySearch.page')
        .rows<Answer>(sql`${matched}SELECT ${join(parts)}`);
      return connectionOf(answer!, slice, mark, (row) =>
        highlighted ? highlightsOf(row as FoundAuthority & Highlightable, text, language) : [],
      );
    },
  };

  function connectionOf(
    answer: Answer,
    slice: Slice,
    mark: ListMark,
    highlights: (row: FoundAuthority) => AuthorityHighlight[],
  ) {
    const { page, total, positions, ...facets } = answer;
    const found = pageOfRows<FoundAuthority>(page ?? [], slice, cursors, mark);
    return {
      nodes: found.nodes,
      pageInfo: found.pageInfo,
      totalCount: total,
      // When they are asked for: each has a signed cursor.
      get edges() {
        return found.edges.map((edge) => ({
          ...edge,
          relevance: edge.node.relevance,
          highlights: highlights(edge.node),
        }));
      },
      facets: Object.fromEntries(
        Object.entries(facets).map(([facet, counts]) => [
          facet,
          (counts as { value: string; count: number }[]).map(({ value, count }) => ({
            value: REFERENCES.has(facet) ? { code: value } : value,
            count,
          })),
        ]),
      ),
      freshness: positions && freshness.freshnessOf(positions),
    };
  }
}
