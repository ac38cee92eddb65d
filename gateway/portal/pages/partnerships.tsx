import { definePage, type Place } from '../page.js';
import { Downloads } from '../parts/downloads.js';
import { Notice } from '../parts/facts.js';
import { Paging, paging, type PageInfo } from '../parts/paging.js';
import { Partnerships, type PartnershipRow } from '../parts/records.js';

interface Data {
  partnerships: {
    totalCount: number;
    pageInfo: PageInfo;
    nodes: PartnershipRow[];
    absence: { explanation: string } | null;
  } | null;
}

const filterOf = ({ query }: Pick<Place, 'query'>): Record<string, unknown> => {
  const [country, theme, text] = ['country', 'theme', 'text'].map((name) => query.get(name));
  return {
    ...(country ? { country: { in: [country.toUpperCase()] } } : {}),
    ...(theme ? { theme: { code: theme } } : {}),
    ...(text ? { text } : {}),
    ...(query.has('stale') ? { isStale: true } : {}),
  };
};

/** Partnerships of a country, a theme or with these words; with `stale`, those that sources call ongoing after their end. */
export const partnerships = definePage<Data>({
  path: '/partnerships',
  operation: 'partnerships',
  variables: (place) => ({ filter: filterOf(place), ...paging(place, 25) }),
  render({ partnerships: list }, view) {
    const { t, query } = view;
    return {
      title: t('nav.partnerships'),
      description: t('partnerships.description'),
      isUnlisted: query.size > 0,
      body: (
        <>
          <h1>{t('nav.partnerships')}</h1>
          <form class="question" action={view.url('/partnerships')} method="get" role="search">
            {['country', 'theme'].map(
              (name) => query.get(name) && <input type="hidden" name={name} value={query.get(name)!} />,
            )}
            <p class="words">
              <label for="text">{t('partnerships.words')}</label>
              <input id="text" name="text" type="search" value={query.get('text') ?? ''} maxLength={200} />
              <button type="submit">{t('search.submit')}</button>
            </p>
          </form>
          {!list && <Notice>{t('page.notReached')}</Notice>}
          {list && <h2>{t('count.partnerships', { n: list.totalCount })}</h2>}
          {list?.absence && <Notice>{list.absence.explanation}</Notice>}
          {list && <Partnerships view={view} of={list.nodes} />}
          {list && <Paging view={view} info={list.pageInfo} label={t('nav.partnerships')} />}
          <Downloads view={view} list="partnerships" filter={filterOf(view)} />
        </>
      ),
    };
  },
});
