import { definePage, type Place } from '../page.js';
import { Downloads } from '../parts/downloads.js';
import { Notice } from '../parts/facts.js';
import { CountryLink, ForeignAuthorityLink, type Coded, type Identified } from '../parts/links.js';
import { Paging, paging, type PageInfo } from '../parts/paging.js';

interface Data {
  foreignAuthorities: {
    totalCount: number;
    pageInfo: PageInfo;
    nodes: (Identified & {
      localName: string | null;
      kind: string;
      country: Coded | null;
      partnerships: { totalCount: number } | null;
    })[];
    absence: { explanation: string } | null;
  } | null;
}

const filterOf = ({ query }: Pick<Place, 'query'>): Record<string, unknown> => ({
  ...(query.get('country') ? { country: { in: [query.get('country')!.toUpperCase()] } } : {}),
  ...(query.get('text') ? { text: query.get('text') } : {}),
});

export const foreignAuthorities = definePage<Data>({
  path: '/abroad',
  operation: 'foreign-authorities',
  variables: (place) => ({ filter: filterOf(place), ...paging(place, 50) }),
  render({ foreignAuthorities: list }, view) {
    const { t, words, query } = view;
    return {
      title: t('abroad.title'),
      description: t('abroad.listDescription'),
      isUnlisted: query.size > 0,
      body: (
        <>
          <h1>{t('abroad.title')}</h1>
          <form class="question" action={view.url('/abroad')} method="get" role="search">
            {query.get('country') && <input type="hidden" name="country" value={query.get('country')!} />}
            <p class="words">
              <label for="text">{t('abroad.words')}</label>
              <input id="text" name="text" type="search" value={query.get('text') ?? ''} maxLength={200} />
              <button type="submit">{t('search.submit')}</button>
            </p>
          </form>
          {!list && <Notice>{t('page.notReached')}</Notice>}
          {list && <h2>{t('abroad.count', { n: list.totalCount })}</h2>}
          {list?.absence && <Notice>{list.absence.explanation}</Notice>}
          <ul class="rows">
            {list?.nodes.map((of) => (
              <li>
                <p class="row-title">
                  <ForeignAuthorityLink view={view} of={of} />
                </p>
                <p class="detail">
                  {words.term('ForeignAuthorityKind', of.kind)}
                  {of.country && (
                    <>
                      {' · '}
                      <CountryLink view={view} of={of.country} />
                    </>
                  )}
                  {' · '}
                  {t('count.partnerships', { n: of.partnerships?.totalCount ?? 0 })}
                </p>
              </li>
            ))}
          </ul>
          {list && <Paging view={view} info={list.pageInfo} label={t('abroad.title')} />}
          <Downloads view={view} list="foreignAuthorities" filter={filterOf(view)} />
        </>
      ),
    };
  },
});
