import { definePage, type View } from '../page.js';
import { MapKey, WorldMap } from '../map/world-map.js';
import { byContinent } from '../parts/choices.js';
import { Section } from '../parts/facts.js';
import { Calls, Events, News, type CallRow, type EventRow, type NewsRow } from '../parts/records.js';
import { SearchForm, type Choices } from '../parts/search-form.js';
import { Scroll } from '../parts/scroll.js';

interface TiesGroup {
  country: { code: string } | null;
  count: number;
  authorities: number | null;
}

export interface TiesByCountry {
  tiesOutsideEurope: { groups: TiesGroup[] } | null;
  tiesInEurope: { groups: TiesGroup[] } | null;
}

interface Coverage {
  startYearKnown: number;
  classified: number;
  partnerships: { known: number; published: number | null; share: number | null };
  frenchAuthorities: { known: number; published: number | null };
  countries: { known: number };
}

interface Data extends Choices, TiesByCountry {
  dataset: { version: string; releasedOn: string; coverage: Coverage } | null;
  events: { totalCount: number; nodes: EventRow[] } | null;
  callsForProjects: { totalCount: number; nodes: CallRow[] } | null;
  newsItems: { nodes: NewsRow[] } | null;
}

/** Partnerships and French authorities by the code of their country. */
export function tiesByCode({ tiesOutsideEurope, tiesInEurope }: TiesByCountry): Map<string, TiesGroup> {
  const groups = [...(tiesOutsideEurope?.groups ?? []), ...(tiesInEurope?.groups ?? [])];
  return new Map(groups.flatMap((group) => (group.country ? [[group.country.code, group] as const] : [])));
}

export const home = definePage<Data>({
  path: '/',
  operation: 'home',
  variables: ({ today }) => ({ today }),
  render: (data, view) => ({
    title: view.t('home.title'),
    description: view.t('home.description'),
    body: (
      <>
        <h1>{view.t('home.title')}</h1>
        <p class="lead">{view.t('home.lead')}</p>
        <SearchForm view={view} of={data} />
        <MapOfTies view={view} data={data} />
        <div class="columns-2">
          <Section id="events" title={view.t('home.events')}>
            {data.events?.nodes.length ? (
              <Events view={view} of={data.events.nodes} />
            ) : (
              <p>{view.t(data.events ? 'home.noEvents' : 'page.notReached')}</p>
            )}
            <p>
              <a href={view.url('/agenda')}>{view.t('home.allEvents')}</a>
            </p>
          </Section>
          <Section id="calls" title={view.t('home.calls')}>
            {data.callsForProjects?.nodes.length ? (
              <Calls view={view} of={data.callsForProjects.nodes} />
            ) : (
              <p>{view.t(data.callsForProjects ? 'home.noCalls' : 'page.notReached')}</p>
            )}
            <p>
              <a href={view.url('/calls')}>{view.t('home.allCalls')}</a>
            </p>
          </Section>
          <Section id="news" title={view.t('home.news')}>
            <News view={view} of={data.newsItems?.nodes ?? []} />
            <p>
              <a href={view.url('/news')}>{view.t('home.allNews')}</a>
            </p>
          </Section>
          {data.dataset && <CoverageInWords view={view} of={data.dataset} />}
        </div>
      </>
    ),
    jsonLd: [
      {
        '@type': 'WebSite',
        name: view.t('site.name'),
        url: `${view.origin}${view.url('/')}`,
        inLanguage: view.language,
        potentialAction: {
          '@type': 'SearchAction',
          target: `${view.origin}${view.url('/search')}?text={search_term_string}`,
          'query-input': 'required name=search_term_string',
        },
      },
    ],
  }),
});

/** The map with the table of the same: countries with most ties first, all of them on the page of countries. */
function MapOfTies({ view, data }: { view: View; data: Data }) {
  const ties = tiesByCode(data);
  const names = new Map(
    byContinent(view, data).flatMap(({ countries }) => countries.map(({ code, name }) => [code, name])),
  );
  const most = [...ties].sort(([, a], [, b]) => b.count - a.count).slice(0, 12);
  return (
    <Section id="map" title={view.t('home.map')}>
      <figure class="map">
        <WorldMap
          view={view}
          of={{
            count: new Map([...ties].map(([code, { count }]) => [code, count])),
            nameOf: (code) => names.get(code),
          }}
        />
        <figcaption>
          {view.t('map.caption')}
          <MapKey view={view} />
        </figcaption>
      </figure>
      <details>
        <summary>{view.t('home.mapTable', { n: most.length })}</summary>
        <Scroll label={view.t('home.map')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{view.t('column.country')}</th>
                <th scope="col">{view.t('column.partnerships')}</th>
                <th scope="col">{view.t('column.authorities')}</th>
              </tr>
            </thead>
            <tbody>
              {most.map(([code, { count, authorities }]) => (
                <tr>
                  <th scope="row">
                    <a href={view.url(`/countries/${code}`)}>{names.get(code) ?? code}</a>
                  </th>
                  <td class="number">{view.words.number(count)}</td>
                  <td class="number">{view.words.number(authorities ?? 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
      <p>
        <a href={view.url('/countries')}>{view.t('home.allCountries', { n: ties.size })}</a>
      </p>
    </Section>
  );
}

function CoverageInWords({ view, of }: { view: View; of: NonNullable<Data['dataset']> }) {
  const { partnerships, frenchAuthorities, countries, classified, startYearKnown } = of.coverage;
  return (
    <Section id="coverage" title={view.t('home.coverage')}>
      <p>
        {view.t('coverage.held', {
          partnerships: partnerships.known,
          authorities: frenchAuthorities.known,
          countries: countries.known,
        })}{' '}
        {partnerships.share !== null &&
          partnerships.published !== null &&
          view.t('coverage.share', {
            share: view.words.percent(partnerships.share),
            published: partnerships.published,
          })}
      </p>
      <p>{view.t('coverage.gaps', { classified, startYearKnown })}</p>
      <p>
        <a href={view.url('/about')}>{view.t('home.aboutCoverage')}</a>
      </p>
      <p class="detail">
        {view.t('coverage.version', { version: of.version, date: view.words.date(of.releasedOn) })}
      </p>
    </Section>
  );
}
