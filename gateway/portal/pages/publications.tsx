import { definePage, type Place, type View } from '../page.js';
import { Downloads } from '../parts/downloads.js';
import { Fact, Facts, Notice } from '../parts/facts.js';
import { CountryLink, GroupLink, Links, Outside, Text, ThemeLink, type Coded } from '../parts/links.js';
import { Resources, type ResourceRow } from '../parts/more-records.js';
import { Paging, paging, type PageInfo } from '../parts/paging.js';
import { Sources, type Provenance } from '../parts/provenance.js';
import { News, type NewsRow } from '../parts/records.js';
import { Share } from '../parts/share.js';

// News and resources: lists, and a page for each.

interface List<Row> {
  totalCount: number;
  pageInfo: PageInfo;
  nodes: Row[];
  absence: { explanation: string } | null;
}

const filterOf = ({ query }: Pick<Place, 'query'>): Record<string, unknown> => ({
  ...(query.get('country') ? { country: { in: [query.get('country')!.toUpperCase()] } } : {}),
  ...(query.get('theme') ? { theme: { code: query.get('theme') } } : {}),
});

const variables = (place: Place) => ({ filter: filterOf(place), ...paging(place, 25) });

export const news = definePage<{ newsItems: List<NewsRow> | null }>({
  path: '/news',
  operation: 'news',
  variables,
  render: ({ newsItems: list }, view) => ({
    title: view.t('nav.news'),
    description: view.t('news.description'),
    isUnlisted: view.query.size > 0,
    body: (
      <>
        <h1>{view.t('nav.news')}</h1>
        <Absence view={view} of={list} />
        <News view={view} of={list?.nodes ?? []} />
        {list && <Paging view={view} info={list.pageInfo} label={view.t('nav.news')} />}
        <p>
          <a href={`/news.atom?lang=${view.language}`}>{view.t('news.feed')}</a> ·{' '}
          <a href={`/changes.atom?lang=${view.language}`}>{view.t('news.changes')}</a>
        </p>
        <Downloads view={view} list="newsItems" filter={filterOf(view)} />
      </>
    ),
  }),
});

export const resources = definePage<{ resources: List<ResourceRow> | null }>({
  path: '/resources',
  operation: 'resources',
  variables,
  render: ({ resources: list }, view) => ({
    title: view.t('nav.resources'),
    description: view.t('resources.description'),
    isUnlisted: view.query.size > 0,
    body: (
      <>
        <h1>{view.t('nav.resources')}</h1>
        <Absence view={view} of={list} />
        <Resources view={view} of={list?.nodes ?? []} />
        {list && <Paging view={view} info={list.pageInfo} label={view.t('nav.resources')} />}
        <Downloads view={view} list="resources" filter={filterOf(view)} />
      </>
    ),
  }),
});

function Absence({ view, of }: { view: View; of: List<unknown> | null }) {
  const why = of ? of.absence?.explanation : view.t('page.notReached');
  return why ? <Notice>{why}</Notice> : null;
}

interface About {
  note: string | null;
  withdrawnAt: string | null;
  themes: Coded[] | null;
  countryGroup: Coded | null;
  countries: Coded[] | null;
  provenance: Provenance;
}

interface NewsItem extends NewsRow, About {
  body: string | null;
  url: string;
  documents: { title: string; url: string | null }[];
}

export const newsItem = definePage<{ newsItem: NewsItem | null }>({
  path: '/news/:id',
  operation: 'news-item',
  variables: ({ params }) => ({ id: params.id }),
  render({ newsItem: of }, view) {
    if (!of) return undefined;
    const { t, words } = view;
    const path = view.url(`/news/${of.id}`);
    return {
      title: of.title,
      description: of.body?.slice(0, 200) ?? of.title,
      jsonLd: [
        {
          '@type': 'NewsArticle',
          headline: of.title,
          url: `${view.origin}${path}`,
          isBasedOn: of.url,
          ...(of.publishedOn ? { datePublished: of.publishedOn } : {}),
        },
      ],
      body: (
        <article>
          <p class="kicker">{of.publishedOn ? words.date(of.publishedOn) : t('fact.undated')}</p>
          <h1>
            <Text view={view} language={of.language}>
              {of.title}
            </Text>
          </h1>
          <Withdrawn view={view} of={of} />
          {of.body && <p>{of.body}</p>}
          <p>
            <Outside href={of.url}>{t('news.original')}</Outside>
          </p>
          <Facts>
            <AboutFacts view={view} of={of} />
            <Fact name={t('partnership.documents')}>
              {of.documents.map(({ title, url }) => (
                <div>{url ? <Outside href={url}>{title}</Outside> : title}</div>
              ))}
            </Fact>
          </Facts>
          <Sources view={view} of={of.provenance} />
          <Share view={view} title={of.title} path={path} />
        </article>
      ),
    };
  },
});

interface Resource extends ResourceRow, About {
  url: string;
  licence: string | null;
}

export const resource = definePage<{ resource: Resource | null }>({
  path: '/resources/:id',
  operation: 'resource',
  variables: ({ params }) => ({ id: params.id }),
  render({ resource: of }, view) {
    if (!of) return undefined;
    const { t, words } = view;
    const path = view.url(`/resources/${of.id}`);
    return {
      title: of.title,
      description: `${words.term('ResourceKind', of.kind)}: ${of.title}`,
      jsonLd: [
        {
          '@type': 'CreativeWork',
          name: of.title,
          url: `${view.origin}${path}`,
          isBasedOn: of.url,
          inLanguage: of.contentLanguage,
          ...(of.date ? { datePublished: of.date } : {}),
        },
      ],
      body: (
        <article>
          <p class="kicker">{words.term('ResourceKind', of.kind)}</p>
          <h1>
            <Text view={view} language={of.language}>
              {of.title}
            </Text>
          </h1>
          <Withdrawn view={view} of={of} />
          <p>
            <Outside href={of.url}>{t('resource.open')}</Outside>
          </p>
          <Facts>
            <Fact name={t('resource.date')}>{of.date ? words.date(of.date) : t('fact.unknown')}</Fact>
            <Fact name={t('resource.language')}>{words.languageName(of.contentLanguage)}</Fact>
            <Fact name={t('resource.licence')}>{of.licence ?? t('fact.unknown')}</Fact>
            <AboutFacts view={view} of={of} />
          </Facts>
          <Sources view={view} of={of.provenance} />
          <Share view={view} title={of.title} path={path} />
        </article>
      ),
    };
  },
});

const Withdrawn = ({ view, of }: { view: View; of: About }) =>
  of.withdrawnAt ? (
    <Notice>{view.t('fact.withdrawn', { date: view.words.date(of.withdrawnAt.slice(0, 10)) })}</Notice>
  ) : null;

const AboutFacts = ({ view, of }: { view: View; of: About }) => (
  <>
    <Fact name={view.t('nav.countries')}>
      {of.countries?.length ? <Links view={view} of={of.countries} as={CountryLink} /> : null}
    </Fact>
    <Fact name={view.t('nav.themes')}>
      {of.themes?.length ? <Links view={view} of={of.themes} as={ThemeLink} /> : view.t('fact.notClassified')}
    </Fact>
    <Fact name={view.t('nav.groups')}>
      {of.countryGroup && <GroupLink view={view} of={of.countryGroup} />}
    </Fact>
    <Fact name={view.t('fact.note')}>{of.note}</Fact>
  </>
);
