import { definePage, type View } from '../page.js';
import { BarTable, Columns, type Bar } from '../parts/charts.js';
import { csvOf } from '../parts/downloads.js';
import { Section } from '../parts/facts.js';
import { CountryLink, ThemeLink, type Coded } from '../parts/links.js';
import type { WordKey } from '../words.js';
import { success, type Campaign } from './calls.js';

interface Group {
  missing: string[];
  count: number;
  share: number;
}

interface Data {
  countries: {
    total: number;
    groupsCount: number;
    groups: (Group & { country: Coded | null; authorities: number | null })[];
  } | null;
  themes: { groups: (Group & { themeHead: Coded | null })[] } | null;
  decades: { groups: (Group & { decade: number | null })[] } | null;
  regions: {
    groups: (Group & {
      region: Coded | null;
      authorities: number | null;
      authoritiesPer100000: number | null;
    })[];
  } | null;
  confidences: { groups: (Group & { confidence: string | null })[] } | null;
  kinds: { groups: (Group & { kind: string | null })[] } | null;
  campaigns: { nodes: Campaign[] } | null;
}

export const statistics = definePage<Data>({
  path: '/statistics',
  operation: 'statistics',
  render(data, view) {
    const { t } = view;
    return {
      title: t('nav.statistics'),
      description: t('statistics.description'),
      body: (
        <>
          <h1>{t('nav.statistics')}</h1>
          <p class="lead">{t('statistics.lead', { n: data.countries?.total ?? 0 })}</p>
          <p>
            {t('statistics.operation')} <a href="/schema.graphql">schema.graphql</a>, <code>statistics</code>.
          </p>
          <ByCountry view={view} of={data} />
          <Section id="themes" title={t('statistics.byTheme')}>
            <Shares
              view={view}
              caption={t('statistics.byTheme')}
              of={data.themes?.groups}
              missing="fact.notClassified"
              name={({ themeHead }) => themeHead && <ThemeLink view={view} of={themeHead} />}
            />
          </Section>
          <ByDecade view={view} of={data} />
          <ByRegion view={view} of={data} />
          <Section id="attestation" title={t('statistics.byConfidence')}>
            <Shares
              view={view}
              caption={t('statistics.byConfidence')}
              of={data.confidences?.groups}
              missing="fact.unknown"
              name={({ confidence }) => confidence && view.words.term('Confidence', confidence)}
            />
          </Section>
          <Section id="kinds" title={t('statistics.byKind')}>
            <Shares
              view={view}
              caption={t('statistics.byKind')}
              of={data.kinds?.groups}
              missing="fact.unknown"
              name={({ kind }) => kind && view.words.term('PartnershipKind', kind)}
            />
          </Section>
          <Section id="success" title={t('calls.success')}>
            <ul>
              {data.campaigns?.nodes.map((campaign) => (
                <li>{success(view, campaign)}</li>
              ))}
            </ul>
          </Section>
          <p>
            <a href={csvOf(view, 'partnerships')} download>
              {t('statistics.file')}
            </a>
          </p>
        </>
      ),
    };
  },
});

interface SharesOf<One extends Group> {
  view: View;
  caption: string;
  of: readonly One[] | undefined;
  name(group: One): preact.ComponentChildren;
  /** Name of the group without a value. */
  missing: WordKey;
}

/** Bars of groups; a group without a value is what is not classified or not known, and is shown as such. */
function Shares<One extends Group>({ view, caption, of, name, missing }: SharesOf<One>) {
  if (!of) return <p>{view.t('page.notReached')}</p>;
  const bars = of.map((group): Bar => ({
    name: group.missing.length ? view.t(missing) : name(group),
    value: group.count,
    shown: view.words.number(group.count),
    cells: [view.words.percent(group.share)],
  }));
  return (
    <BarTable
      caption={caption}
      heads={[view.t('column.group'), view.t('column.share'), view.t('column.partnerships')]}
      of={bars}
    />
  );
}

function ByCountry({ view, of: { countries } }: { view: View; of: Data }) {
  const { t, words } = view;
  const bars = (countries?.groups ?? []).map(({ country, count, authorities }): Bar => ({
    name: country ? <CountryLink view={view} of={country} /> : t('fact.unknown'),
    value: count,
    shown: words.number(count),
    cells: [words.number(authorities ?? 0)],
  }));
  return (
    <Section id="countries" title={t('statistics.byCountry')}>
      <BarTable
        caption={t('statistics.byCountry')}
        heads={[t('column.country'), t('column.authorities'), t('column.partnerships')]}
        of={bars}
      />
      <p>
        <a href={view.url('/countries')}>{t('home.allCountries', { n: countries?.groupsCount ?? 0 })}</a>
      </p>
    </Section>
  );
}

function ByDecade({ view, of: { decades } }: { view: View; of: Data }) {
  const { t, words } = view;
  const dated = (decades?.groups ?? []).filter(({ decade }) => decade !== null);
  const undated = decades?.groups.find(({ missing }) => missing.length)?.count ?? 0;
  const bars = dated.map(({ decade, count }) => ({
    name: String(decade),
    value: count,
    shown: words.number(count),
  }));
  return (
    <Section id="decades" title={t('statistics.byDecade')}>
      <figure>
        <Columns of={bars} label={t('statistics.decadeChart')} />
        <figcaption>{t('statistics.undated', { n: undated })}</figcaption>
      </figure>
      <details>
        <summary>{t('statistics.table')}</summary>
        <BarTable
          caption={t('statistics.byDecade')}
          heads={[t('column.decade'), t('column.partnerships')]}
          of={bars}
        />
      </details>
    </Section>
  );
}

function ByRegion({ view, of: { regions } }: { view: View; of: Data }) {
  const { t, words } = view;
  const bars = (regions?.groups ?? [])
    .filter(({ region }) => region !== null)
    .map(({ region, authorities, authoritiesPer100000 }): Bar => ({
      name: <a href={view.url('/search', { region: region!.code })}>{region!.name}</a>,
      value: authoritiesPer100000 ?? 0,
      shown: authoritiesPer100000 === null ? t('fact.unknown') : words.number(authoritiesPer100000),
      cells: [words.number(authorities ?? 0)],
    }))
    .sort((a, b) => b.value - a.value);
  return (
    <Section id="regions" title={t('statistics.byRegion')}>
      <BarTable
        caption={t('statistics.byRegion')}
        heads={[t('column.region'), t('column.authorities'), t('column.per100000')]}
        of={bars}
      />
    </Section>
  );
}
