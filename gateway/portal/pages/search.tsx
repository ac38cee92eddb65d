import { definePage, type Place, type View } from '../page.js';
import { CONTINENTS } from '../parts/choices.js';
import { Downloads } from '../parts/downloads.js';
import { Notice } from '../parts/facts.js';
import { Paging, paging, type PageInfo } from '../parts/paging.js';
import { SearchForm, type Choices } from '../parts/search-form.js';
import { Share } from '../parts/share.js';
import { FacetLists, type Facets } from './search-facets.js';
import { Hits, type Hit } from './search-hits.js';

interface Data extends Choices {
  authorities: {
    totalCount: number;
    totalCountIsExact: boolean;
    pageInfo: PageInfo;
    facets: Facets;
    absence: { reason: string; explanation: string; count: number | null } | null;
    nodes: (Hit | null)[];
  } | null;
}

const PAGE_SIZE = 20;

/** Orders that a reader can choose, as the query string names them. */
const ORDERS = {
  partnerships: [{ field: 'PARTNERSHIPS', direction: 'DESC' }],
  expertises: [{ field: 'EXPERTISES', direction: 'DESC' }],
  population: [{ field: 'POPULATION', direction: 'DESC' }],
  name: [{ field: 'NAME', direction: 'ASC' }],
} as const;
type Order = keyof typeof ORDERS | 'relevance';

/** The chosen order; with words the best match comes first, without them who has most partnerships. */
function orderOf({ query }: Pick<Place, 'query'>): Order {
  const chosen = query.get('sort') ?? '';
  if (Object.hasOwn(ORDERS, chosen)) return chosen as Order;
  return query.get('text') ? 'relevance' : 'partnerships';
}

/** The chosen order, as the graph takes it. */
function sortingOf(place: Pick<Place, 'query'>): readonly object[] {
  const order = orderOf(place);
  return order === 'relevance' ? [{ field: 'RELEVANCE' }] : ORDERS[order];
}

/** Conditions of the query string that the page knows; the same filter makes the files. */
function filterOf({ query }: Pick<Place, 'query'>): Record<string, unknown> {
  const value = (name: string) => query.get(name) || undefined;
  const [theme, country, text, kind, region, basis, confidence] = [
    'theme',
    'country',
    'text',
    'kind',
    'region',
    'basis',
    'attested',
  ].map(value);
  return {
    isCurrent: true,
    ...(theme ? { theme: { code: theme } } : {}),
    ...(country ? { country: { in: [country.toUpperCase()] } } : {}),
    ...(text ? { text } : {}),
    ...(kind ? { kind: { in: [kind] } } : {}),
    ...(region ? { region: { in: [region] } } : {}),
    ...(basis ? { basis: { in: [basis] } } : {}),
    ...(confidence ? { partnership: { confidence: { in: [confidence] } } } : {}),
    // Nearly all of the 36,000 authorities have no cooperation abroad: without a question, those that have one are listed.
    ...(theme || country || text ? {} : { having: ['PARTNERSHIP'] }),
  };
}

function variables(place: Place): Record<string, unknown> {
  const { query } = place;
  const [theme, country] = [query.get('theme'), query.get('country')?.toUpperCase()];
  return {
    filter: filterOf(place),
    ...(theme ? { expertiseFilter: { theme: { code: theme } } } : {}),
    ...(country ? { partnershipFilter: { country: { in: [country] } } } : {}),
    orderBy: sortingOf(place),
    ...paging(place, PAGE_SIZE),
  };
}

export const search = definePage<Data>({
  path: '/search',
  operation: 'search',
  variables,
  render(data, view) {
    const title = [questionOf(data, view), ...detailsOf(data, view)].join(' · ');
    const list = data.authorities;
    const asked = view.url('/search', view.query);
    return {
      title,
      description: view.t('search.description', { question: title, n: list?.totalCount ?? 0 }),
      canonical: asked.slice(3),
      isUnlisted: ['after', 'before', 'sort', 'kind', 'region', 'basis', 'attested', 'text'].some((name) =>
        view.query.has(name),
      ),
      body: (
        <>
          <h1>{title}</h1>
          <SearchForm view={view} of={data} />
          {list && list.totalCount > 0 ? (
            <Results view={view} list={list} />
          ) : (
            <NoResults view={view} list={list} />
          )}
          <Share view={view} title={title} path={asked} />
        </>
      ),
    };
  },
});

function Results({ view, list }: { view: View; list: NonNullable<Data['authorities']> }) {
  const label = view.t('search.results');
  return (
    <div class="with-facets">
      <section aria-labelledby="results">
        <h2 id="results">
          {view.t(list.totalCountIsExact ? 'search.count' : 'search.countMore', { n: list.totalCount })}
        </h2>
        <Sorting view={view} />
        <Hits view={view} of={list.nodes} />
        <Paging view={view} info={list.pageInfo} label={label} />
        <Downloads view={view} list="authorities" filter={filterOf(view)} orderBy={sortingOf(view)} />
      </section>
      <FacetLists view={view} of={list.facets} />
    </div>
  );
}

/** Why nothing was found, and the same question with one condition less. */
function NoResults({ view, list }: { view: View; list: Data['authorities'] }) {
  if (!list) return <Notice>{view.t('page.notReached')}</Notice>;
  const without = (name: string) => {
    const query = new URLSearchParams(view.query);
    for (const gone of [name, 'after', 'before']) query.delete(gone);
    return view.url('/search', query);
  };
  const loosened = (['theme', 'country', 'text', 'kind', 'region', 'basis', 'attested'] as const).filter(
    (name) => view.query.has(name),
  );
  return (
    <section aria-labelledby="results">
      <h2 id="results">{view.t('search.none')}</h2>
      {list.absence && <Notice>{list.absence.explanation}</Notice>}
      {loosened.length > 0 && (
        <>
          <p>{view.t('search.loosen')}</p>
          <ul>
            {loosened.map((name) => (
              <li>
                <a href={without(name)}>{view.t(`search.without.${name}`)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Sorting({ view }: { view: View }) {
  const current = orderOf(view);
  const orders = [
    ...(view.query.get('text') ? (['relevance'] as const) : []),
    ...(Object.keys(ORDERS) as Order[]),
  ];
  const to = (order: Order) => {
    const query = new URLSearchParams(view.query);
    for (const gone of ['sort', 'after', 'before']) query.delete(gone);
    if (order !== 'relevance') query.set('sort', order);
    return view.url('/search', query);
  };
  return (
    <nav class="sorting" aria-label={view.t('search.sort')}>
      <span aria-hidden="true">{view.t('search.sort')}</span>{' '}
      {orders.map((order) => (
        <a href={to(order)} rel="nofollow" aria-current={order === current ? 'true' : undefined}>
          {view.t(`search.sort.${order}`)}
        </a>
      ))}
    </nav>
  );
}

/** What else the query string asks for: words beside a theme or a country, and chosen facets. */
function detailsOf({ authorities }: Data, { t, query, words }: View): string[] {
  const [text, kind, region, basis, attested] = ['text', 'kind', 'region', 'basis', 'attested'].map((name) =>
    query.get(name),
  );
  const found = authorities?.facets.region.find(({ value }) => value?.code === region);
  return [
    ...(text && (query.get('theme') || query.get('country')) ? [t('question.words', { text })] : []),
    ...(kind ? [words.term('AuthorityKind', kind)] : []),
    ...(region ? [found?.value?.name ?? region] : []),
    ...(basis ? [words.term('ExpertiseBasis', basis)] : []),
    ...(attested ? [words.term('Confidence', attested)] : []),
  ];
}

/** The question that the query string asks, as a sentence. */
function questionOf(data: Data, view: View): string {
  const { t, query } = view;
  const theme = data.themes?.nodes.find(({ code }) => code === query.get('theme'))?.name;
  const code = query.get('country')?.toUpperCase();
  const countries = CONTINENTS.flatMap((continent) => data[continent]?.nodes ?? []);
  const country = countries.find((one) => one.code === code)?.name;
  const text = query.get('text');
  if (theme && country) return t('question.themeCountry', { theme, country });
  if (theme) return t('question.theme', { theme });
  if (country) return t('question.country', { country });
  if (text) return t('question.text', { text });
  return t('question.all');
}
