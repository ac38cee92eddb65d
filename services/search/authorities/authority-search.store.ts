import type { StoreTools } from '#kernel/context';
import { allOf, empty, join, raw, sql } from '#kernel/database';
import {
  COUNT_UP_TO,
  countUpTo,
  cursorValues,
  keyValues,
  keysOf,
  orderOf,
  pageOfRows,
  seek,
  sliceOf,
  refuseUnknownCodes,
  sortedBy,
  totalOf,
  unknownCodes,
  whereOf,
  type KeyedRow,
  type ListMark,
  type OrderBy,
  type Ordering,
  type Slice,
  type UnknownCode,
} from '#kernel/lists';
import type { Checkpoint } from '#kernel/projections';
import type { LanguageCode } from '#kernel/values';
import { isEmptyPage } from '#vocabulary';
import { searchAbsence } from './authority-search.absence.js';
import { authorityConditions } from './authority-conditions.js';
import type { AuthoritySearchArgs } from './authority-search.input.js';
import type { AuthoritySearchOrderField } from './authority-search.order.js';
import type { AuthorityHighlight } from './authority-search.type.js';
import { CODE_KINDS, codesOf } from './filter-codes.js';
import { FACET_COLUMNS, facetOf } from './facet.sql.js';
import { FACETS, type FacetName } from './facet.type.js';
import { POSITIONS, type FreshnessStore } from '../freshness/freshness.store.js';
import { highlightColumns, highlightsOf, type Highlightable } from './highlight.js';
import { DATASET } from '../references/dataset.type.js';
import { parseText, relevanceOf, type TextQuery } from './text-query.js';

/** Sort keys. Unknown values come last in both directions, which takes one expression per direction. */
type SortField =
  | Exclude<`${AuthoritySearchOrderField}`, 'RELEVANCE'>
  | 'RELEVANCE'
  | 'POPULATION_UPWARDS'
  | 'INSEE_CODE_DOWNWARDS';

/** Order of found authorities `a`. */
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

/** Columns that pages and orders read. */
const PAGE_COLUMNS = ['name', 'kind', 'population', 'insee_code', 'expertise_count', 'partnership_count'];

/** Conditions that may leave most authorities. */
const BROAD: ReadonlySet<string> = new Set([
  'kind',
  'isEpci',
  'isCurrent',
  'having',
  'lacking',
  'and',
  'or',
  'not',
]);
/** Whether so many authorities may match that reading a page by an index is faster than sorting all matches. */
const isBroad = (filter: object) => Object.keys(filter).every((key) => BROAD.has(key));

function sortOf(orderBy: AuthoritySearchArgs['orderBy'], text: TextQuery | undefined): OrderBy<SortField>[] {
  const order = orderOf(orderBy, [{ field: 'RELEVANCE', direction: 'ASC' }]);
  return order.flatMap(({ field, direction }): OrderBy<SortField>[] => {
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

/** Found authority, with the fields of the authorities subgraph that search itself can answer. */
export interface FoundAuthority {
  id: string;
  kind: string;
  name: string;
  population: number | null;
  relevance: number | null;
}

/** Row of the statement: each part that was selected. */
interface SearchRow {
  unknown?: UnknownCode[] | null;
  page: (KeyedRow & FoundAuthority)[] | null;
  total?: number;
  positions?: Checkpoint[] | null;
  [facet: string]: unknown;
}

/** Facets whose values are entities of other subgraphs, referred to by code. */
const REFERENCES: ReadonlySet<string> = new Set([
  'theme',
  'country',
  'partnerCountry',
  'region',
] satisfies FacetName[]);

/** @param bound number of authorities up to which a search counts what it finds */
export function authoritySearchStore(
  { reader, cursors }: StoreTools,
  freshness: FreshnessStore,
  bound = COUNT_UP_TO,
) {
  return {
    /**
     * @param selected selected paths of the connection; nothing else is computed
     * @param language preferred language of highlighted titles
     */
    async page(args: AuthoritySearchArgs, selected: ReadonlySet<string>, language: LanguageCode) {
      const filter = args.filter ?? {};
      const slice = sliceOf(args);
      const where = allOf(whereOf(filter, authorityConditions));
      const unknown = unknownCodes(codesOf(filter), CODE_KINDS);
      const text = filter.text === undefined ? undefined : parseText(filter.text);
      const highlighted = text !== undefined && selected.has('edges.highlights');
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
      const facets = FACETS.filter((facet) => selected.has(`facets.${facet}`));
      const withTotal = selected.has('totalCount') || selected.has('totalCountIsExact');
      const counted = withTotal || facets.length > 0;
      const separateScan = !counted || isBroad(filter);
      const from = separateScan ? sql`(${found(PAGE_COLUMNS)})` : sql`matched`;
      const page = sql`(SELECT a.id, a.kind, a.name, a.population, a.relevance, ${keyValues(keys)} FROM ${from} a
        WHERE ${allOf(seek(keys, after))} ORDER BY ${sortedBy(keys)} LIMIT ${slice.limit + 1})`;
      const parts = [
        highlighted
          ? sql`(SELECT json_agg(h ORDER BY h.place) FROM (SELECT p.*, ${highlightColumns(text)}
              FROM (SELECT q.*, row_number() OVER () AS place FROM ${page} q) p JOIN authority a ON a.id = p.id) h) AS page`
          : sql`(SELECT json_agg(p) FROM ${page} p) AS page`,
        ...(withTotal ? [sql`${countUpTo(bound, sql`FROM matched`)} AS total`] : []),
        ...facets.map((facet) => sql`${facetOf(facet, filter)} AS ${raw(`"${facet}"`)}`),
        ...(unknown ? [sql`${unknown} AS unknown`] : []),
        ...(selected.has('freshness') ? [sql`${POSITIONS} AS positions`] : []),
      ];
      const columns = [
        ...(separateScan ? [] : PAGE_COLUMNS),
        ...facets.flatMap((facet) => FACET_COLUMNS[facet]),
      ];
      // The CTE is not materialised when it is read once, for the total: an index then counts it.
      const materialisation = raw(separateScan && facets.length === 0 ? 'NOT MATERIALIZED' : 'MATERIALIZED');
      const matched = counted ? sql`WITH matched AS ${materialisation} (${found(columns)}) ` : empty;
      const [row] = await reader
        .named('AuthoritySearch.page')
        .rows<SearchRow>(sql`${matched}SELECT ${join(parts)}`);
      const { unknown: missing, ...answer } = row!;
      refuseUnknownCodes(missing, CODE_KINDS);
      const connection = connectionOf(answer, slice, mark, (authority) =>
        highlighted ? highlightsOf(authority as FoundAuthority & Highlightable, text, language) : [],
      );
      const isUnexplained = selected.has('absence') && isEmptyPage(connection);
      const absence = isUnexplained ? await searchAbsence(filter, reader) : null;
      return Object.assign(connection, { absence });
    },
  };

  function connectionOf(
    row: SearchRow,
    slice: Slice,
    mark: ListMark,
    highlights: (authority: FoundAuthority) => AuthorityHighlight[],
  ) {
    const { page, total, positions, ...facets } = row;
    const found = pageOfRows<FoundAuthority>(page ?? [], slice, cursors, mark);
    return {
      nodes: found.nodes,
      pageInfo: found.pageInfo,
      // Absent, and then not selected, when it was not counted.
      total: async () => totalOf(total!, bound),
      // Computed on access: each edge has a signed cursor.
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
      dataset: DATASET,
      freshness: positions && freshness.freshnessOf(positions),
    };
  }
}
