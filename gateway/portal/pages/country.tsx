import { definePage, type View } from '../page.js';
import { Cut } from '../parts/cut.js';
import { Downloads, icsOf } from '../parts/downloads.js';
import { Fact, Facts, ListSection, Section } from '../parts/facts.js';
import { AuthorityLink, GroupLink, Links, type Coded, type Identified } from '../parts/links.js';
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
import { Calls, Events, News, type CallRow, type EventRow, type NewsRow } from '../parts/records.js';
import { Share } from '../parts/share.js';
import { Scroll } from '../parts/scroll.js';

interface Country extends Coded {
  aliases: string[];
  region: string | null;
  subRegion: string | null;
  isLeastDeveloped: boolean;
  leastDevelopedAsOf: string;
  groups: Coded[];
  partners: {
    totalCount: number;
    pageInfo: PageInfo;
    nodes: {
      partnershipsCount: number;
      firstYear: number | null;
      authority: (Identified & { kind: string }) | null;
    }[];
  } | null;
  partnerships: { totalCount: number } | null;
  expertises: { totalCount: number; nodes: ExpertiseRow[] } | null;
  foreignAuthorities: { totalCount: number } | null;
  callsForProjects: { nodes: CallRow[] } | null;
  cooperationRequests: { nodes: RequestRow[] } | null;
  events: { nodes: EventRow[] } | null;
  newsItems: { nodes: NewsRow[] } | null;
  resources: { nodes: ResourceRow[] } | null;
  provenance: Provenance;
}

export const country = definePage<{ country: Country | null }>({
  path: '/countries/:code',
  operation: 'country',
  variables: (place) => ({ code: place.params.code, ...paging(place, 25) }),
  render({ country: of }, view) {
    if (!of) return undefined;
    const { t } = view;
    const path = `/countries/${of.code}`;
    return {
      title: of.name,
      description: t('country.description', { name: of.name, n: of.partners?.totalCount ?? 0 }),
      canonical: path,
      isUnlisted: view.query.size > 0,
      jsonLd: [
        { '@type': 'Country', name: of.name, identifier: of.code, url: `${view.origin}${view.url(path)}` },
      ],
      body: (
        <article>
          <p class="kicker">
            {of.subRegion ? view.words.term('WorldSubRegion', of.subRegion) : t('nav.countries')}
          </p>
          <h1>{of.name}</h1>
          <p class="lead">
            <a href={view.url('/search', { country: of.code })}>{t('country.search', { name: of.name })}</a>
          </p>
          <Partners view={view} of={of} />
          <Section id="expertise" title={t('country.expertise')}>
            {of.expertises?.nodes.length ? (
              <>
                <Expertises view={view} of={of.expertises.nodes} />
                <Cut view={view} of={of.expertises}>
                  <p>
                    <a href={view.url('/search', { country: of.code })}>
                      {t('country.search', { name: of.name })}
                    </a>
                  </p>
                  <Downloads view={view} list="expertises" filter={{ country: { in: [of.code] } }} />
                </Cut>
              </>
            ) : (
              <p>{t(of.expertises ? 'country.noExpertise' : 'page.notReached')}</p>
            )}
          </Section>
          <Around view={view} of={of} />
          <Section id="identity" title={t('country.identity')}>
            <Facts>
              <Fact name={t('country.groups')}>
                {of.groups.length ? (
                  <Links view={view} of={of.groups} as={GroupLink} />
                ) : (
                  t('country.noGroup')
                )}
              </Fact>
              <Fact name={t('country.leastDeveloped')}>
                {t(of.isLeastDeveloped ? 'country.isLeastDeveloped' : 'country.isNotLeastDeveloped', {
                  date: view.words.date(of.leastDevelopedAsOf),
                })}
              </Fact>
              <Fact name={t('country.abroad')}>
                <a href={view.url('/abroad', { country: of.code })}>
                  {t('abroad.count', { n: of.foreignAuthorities?.totalCount ?? 0 })}
                </a>
              </Fact>
              <Fact name={t('country.partnerships')}>
                <a href={view.url('/partnerships', { country: of.code })}>
                  {t('count.partnerships', { n: of.partnerships?.totalCount ?? 0 })}
                </a>
              </Fact>
              <Fact name={t('country.agenda')}>
                <a href={icsOf(view, { country: of.code })}>{t('agenda.ics')}</a>
              </Fact>
              <Fact name={t('authority.aliases')}>{of.aliases.join(', ')}</Fact>
            </Facts>
            <Sources view={view} of={of.provenance} />
          </Section>
          <Share view={view} title={of.name} path={view.url(path)} />
        </article>
      ),
    };
  },
});

function Partners({ view, of }: { view: View; of: Country }) {
  const { t, words } = view;
  const list = of.partners;
  return (
    <Section id="partners" title={t('country.partners', { n: list?.totalCount ?? 0 })}>
      {!list?.nodes.length ? (
        <p>{t(list ? 'country.noPartner' : 'page.notReached')}</p>
      ) : (
        <>
          <Scroll label={t('country.partners', { n: list.totalCount })}>
            <table>
              <caption class="visually-hidden">{t('country.partners', { n: list.totalCount })}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('column.authority')}</th>
                  <th scope="col">{t('column.partnerships')}</th>
                  <th scope="col">{t('column.firstYear')}</th>
                </tr>
              </thead>
              <tbody>
                {list.nodes.map(({ authority, partnershipsCount, firstYear }) => (
                  <tr>
                    <th scope="row">
                      {authority ? <AuthorityLink view={view} of={authority} /> : t('page.notReached')}
                    </th>
                    <td class="number">{words.number(partnershipsCount)}</td>
                    <td class="number">{firstYear ?? t('fact.unknown')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          <Paging view={view} info={list.pageInfo} label={t('country.partners', { n: list.totalCount })} />
          <Downloads
            view={view}
            list="partnerships"
            filter={{ country: { in: [of.code] } }}
            what={t('country.partnerships')}
          />
        </>
      )}
    </Section>
  );
}

/** Calls, requests, events, news and resources about a country. */
function Around({ view, of }: { view: View; of: Country }) {
  const { t } = view;
  return (
    <>
      <ListSection
        view={view}
        id="requests"
        title={t('nav.requests')}
        of={of.cooperationRequests}
        as={Requests}
      />
      <ListSection view={view} id="calls" title={t('nav.calls')} of={of.callsForProjects} as={Calls} />
      <ListSection view={view} id="events" title={t('nav.agenda')} of={of.events} as={Events} />
      <ListSection view={view} id="news" title={t('nav.news')} of={of.newsItems} as={News} />
      <ListSection view={view} id="resources" title={t('nav.resources')} of={of.resources} as={Resources} />
    </>
  );
}
