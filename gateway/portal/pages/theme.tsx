import { definePage } from '../page.js';
import { Downloads } from '../parts/downloads.js';
import { Fact, Facts, ListSection, Section } from '../parts/facts.js';
import { Links, ThemeLink, type Coded } from '../parts/links.js';
import {
  Expertises,
  Requests,
  Resources,
  type ExpertiseRow,
  type RequestRow,
  type ResourceRow,
} from '../parts/more-records.js';
import { Paging, paging, type PageInfo } from '../parts/paging.js';
import { Sources, type Provenance } from '../parts/provenance.js';
import { Calls, News, type CallRow, type NewsRow } from '../parts/records.js';
import { Share } from '../parts/share.js';

interface Theme extends Coded {
  mappingNote: string | null;
  ancestors: Coded[];
  children: Coded[];
  sustainableDevelopmentGoals: { code: number; name: string }[];
  dacSectors: Coded[];
  expertises: { totalCount: number; pageInfo: PageInfo; nodes: ExpertiseRow[] } | null;
  partnerships: { totalCount: number } | null;
  callsForProjects: { nodes: CallRow[] } | null;
  cooperationRequests: { nodes: RequestRow[] } | null;
  newsItems: { nodes: NewsRow[] } | null;
  resources: { nodes: ResourceRow[] } | null;
  provenance: Provenance;
}

export const theme = definePage<{ theme: Theme | null }>({
  path: '/themes/:code',
  operation: 'theme',
  variables: (place) => ({ code: place.params.code, ...paging(place, 25) }),
  render({ theme: of }, view) {
    if (!of) return undefined;
    const { t } = view;
    const path = `/themes/${of.code}`;
    const list = of.expertises;
    return {
      title: of.name,
      description: t('theme.description', { name: of.name, n: list?.totalCount ?? 0 }),
      canonical: path,
      isUnlisted: view.query.size > 0,
      jsonLd: [
        { '@type': 'DefinedTerm', name: of.name, termCode: of.code, url: `${view.origin}${view.url(path)}` },
      ],
      body: (
        <article>
          <p class="kicker">
            <a href={view.url('/themes')}>{t('nav.themes')}</a>
            {of.ancestors.map((one) => (
              <>
                {' › '}
                <ThemeLink view={view} of={one} />
              </>
            ))}
          </p>
          <h1>{of.name}</h1>
          <p class="lead">
            <a href={view.url('/search', { theme: of.code })}>{t('theme.search', { name: of.name })}</a>
          </p>
          <Section id="expertise" title={t('theme.expertise', { n: list?.totalCount ?? 0 })}>
            {list?.nodes.length ? (
              <>
                <Expertises view={view} of={list.nodes} />
                <Paging view={view} info={list.pageInfo} label={t('authority.expertise')} />
                <Downloads view={view} list="expertises" filter={{ theme: { code: of.code } }} />
              </>
            ) : (
              <p>{t(list ? 'theme.noExpertise' : 'page.notReached')}</p>
            )}
          </Section>
          <ListSection
            view={view}
            id="requests"
            title={t('nav.requests')}
            of={of.cooperationRequests}
            as={Requests}
          />
          <ListSection view={view} id="calls" title={t('nav.calls')} of={of.callsForProjects} as={Calls} />
          <ListSection view={view} id="news" title={t('nav.news')} of={of.newsItems} as={News} />
          <ListSection
            view={view}
            id="resources"
            title={t('nav.resources')}
            of={of.resources}
            as={Resources}
          />
          <Section id="identity" title={t('theme.identity')}>
            <Facts>
              <Fact name={t('theme.children')}>
                {of.children.length > 0 && <Links view={view} of={of.children} as={ThemeLink} />}
              </Fact>
              <Fact name={t('theme.partnerships')}>
                <a href={view.url('/partnerships', { theme: of.code })}>
                  {t('count.partnerships', { n: of.partnerships?.totalCount ?? 0 })}
                </a>
              </Fact>
              <Fact name={t('theme.goals')}>
                {of.sustainableDevelopmentGoals.map(({ code, name }) => `${code}. ${name}`).join(' · ')}
              </Fact>
              <Fact name={t('theme.sectors')}>
                {of.dacSectors.map(({ code, name }) => `${code} ${name}`).join(' · ')}
              </Fact>
              <Fact name={t('fact.note')}>{of.mappingNote}</Fact>
            </Facts>
            <Sources view={view} of={of.provenance} />
          </Section>
          <Share view={view} title={of.name} path={view.url(path)} />
        </article>
      ),
    };
  },
});
