import { definePage, type View } from '../page.js';
import { Downloads, icsOf } from '../parts/downloads.js';
import { Fact, Facts, ListSection, Section } from '../parts/facts.js';
import { CountryLink, Links, Outside, Text, ThemeLink, type Coded } from '../parts/links.js';
import { Laureates, type LaureateRow } from '../parts/more-records.js';
import { Conflicts, Sources, type Conflict, type Provenance } from '../parts/provenance.js';
import { deadline, type CallRow } from '../parts/records.js';
import { Share } from '../parts/share.js';
import { Scroll } from '../parts/scroll.js';

interface ListedCall extends CallRow {
  kind: string;
  resultsOn: string | null;
  maxCofinancingLeastDevelopedPercent: number | null;
  maxCofinancingOtherPercent: number | null;
  countries: Coded[] | null;
}

export interface Campaign extends Coded {
  year: number;
  applications: number | null;
  laureatesCount: number | null;
  successRate: number | null;
}

interface ListData {
  callsForProjects: { totalCount: number; nodes: ListedCall[] } | null;
  campaigns: {
    nodes: (Campaign & { provenance: { source: { title: string; url: string | null } } })[];
  } | null;
}

export const calls = definePage<ListData>({
  path: '/calls',
  operation: 'calls',
  render({ callsForProjects: list, campaigns }, view) {
    const { t } = view;
    const isOver = ({ closesOn }: ListedCall) => closesOn !== null && closesOn < view.today;
    const open = (list?.nodes ?? []).filter((call) => !isOver(call));
    const over = (list?.nodes ?? []).filter(isOver);
    return {
      title: t('nav.calls'),
      description: t('calls.description'),
      body: (
        <>
          <h1>{t('nav.calls')}</h1>
          <Section id="open" title={t('calls.open')}>
            {open.length ? (
              <CallTable view={view} of={open} caption={t('calls.open')} />
            ) : (
              <p>{t('home.noCalls')}</p>
            )}
            <p>
              <a href={icsOf(view)}>{t('agenda.ics')}</a>
            </p>
          </Section>
          <Section id="over" title={t('calls.over')}>
            <CallTable view={view} of={over} caption={t('calls.over')} />
            <Downloads view={view} list="callsForProjects" />
          </Section>
          <Section id="campaigns" title={t('calls.success')}>
            <ul>
              {campaigns?.nodes.map((campaign) => (
                <li>
                  {success(view, campaign)}{' '}
                  <span class="attestation">
                    {campaign.provenance.source.url ? (
                      <Outside href={campaign.provenance.source.url}>
                        {campaign.provenance.source.title}
                      </Outside>
                    ) : (
                      campaign.provenance.source.title
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        </>
      ),
    };
  },
});

function CallTable({ view, of, caption }: { view: View; of: ListedCall[]; caption: string }) {
  const { t, words } = view;
  return (
    <Scroll label={caption}>
      <table class="texts">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('column.call')}</th>
            <th scope="col">{t('column.deadline')}</th>
            <th scope="col">{t('column.countries')}</th>
            <th scope="col">{t('column.cofinancing')}</th>
          </tr>
        </thead>
        <tbody>
          {of.map((call) => (
            <tr>
              <th scope="row">
                <a href={view.url(`/calls/${call.code}`)}>
                  <Text view={view} language={call.language}>
                    {call.name}
                  </Text>
                </a>{' '}
                <span class="attestation">{words.term('CallForProjectsKind', call.kind)}</span>
              </th>
              <td>{deadline(view, call)}</td>
              <td>
                {call.countries?.length ? (
                  <Links view={view} of={call.countries} as={CountryLink} />
                ) : (
                  t('call.allCountries')
                )}
              </td>
              <td>{cofinancing(view, call)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

type Ceilings = Pick<ListedCall, 'maxCofinancingLeastDevelopedPercent' | 'maxCofinancingOtherPercent'>;

function cofinancing(view: View, of: Ceilings): string {
  const { maxCofinancingLeastDevelopedPercent: least, maxCofinancingOtherPercent: other } = of;
  if (least === null && other === null) return view.t('fact.unknown');
  const shown = (percent: number | null) =>
    percent === null ? view.t('fact.unknown') : view.words.percent(percent / 100);
  return view.t('call.cofinancing', { least: shown(least), other: shown(other) });
}

/** How many applications of a year succeeded, as far as it was published. */
export function success(view: View, { year, applications, laureatesCount, successRate }: Campaign): string {
  if (applications === null || laureatesCount === null || successRate === null)
    return view.t('calls.successUnknown', { year: String(year) });
  return view.t('calls.successOf', {
    year: String(year),
    laureates: laureatesCount,
    applications,
    rate: view.words.percent(successRate),
  });
}

interface Call extends ListedCall {
  minimumFrenchAuthorities: number | null;
  minimumMonths: number | null;
  maximumMonths: number | null;
  applicants: string | null;
  applications: number | null;
  laureatesCount: number | null;
  grantEur: number | null;
  totalBudgetEur: number | null;
  note: string | null;
  conflicts: Conflict[];
  themes: Coded[] | null;
  laureates: { totalCount: number; nodes: LaureateRow[] } | null;
  provenance: Provenance;
}

export const call = definePage<{ callForProjects: Call | null }>({
  path: '/calls/:code',
  operation: 'call',
  variables: ({ params }) => ({ code: params.code }),
  render({ callForProjects: of }, view) {
    if (!of) return undefined;
    const { t, words } = view;
    const money = (amount: number | null) => amount !== null && `${words.number(amount)} €`;
    return {
      title: of.name,
      description: `${of.name}. ${deadline(view, of)}`,
      body: (
        <article>
          <p class="kicker">{words.term('CallForProjectsKind', of.kind)}</p>
          <h1>
            <Text view={view} language={of.language}>
              {of.name}
            </Text>
          </h1>
          <p class="lead">{deadline(view, of)}</p>
          <Facts>
            <Fact name={t('call.opensOn')}>{of.opensOn ? words.date(of.opensOn) : t('fact.unknown')}</Fact>
            <Fact name={t('call.closesOn')}>{of.closesOn ? words.date(of.closesOn) : t('fact.unknown')}</Fact>
            <Fact name={t('call.resultsOn')}>
              {of.resultsOn ? words.date(of.resultsOn) : t('fact.unknown')}
            </Fact>
            <Fact name={t('column.countries')}>
              {of.countries?.length ? (
                <Links view={view} of={of.countries} as={CountryLink} />
              ) : (
                t('call.allCountries')
              )}
            </Fact>
            <Fact name={t('nav.themes')}>
              {of.themes?.length ? <Links view={view} of={of.themes} as={ThemeLink} /> : null}
            </Fact>
            <Fact name={t('column.cofinancing')}>{cofinancing(view, of)}</Fact>
            <Fact name={t('call.minimumAuthorities')}>{of.minimumFrenchAuthorities}</Fact>
            <Fact name={t('call.months')}>
              {(of.minimumMonths ?? of.maximumMonths) !== null &&
                [of.minimumMonths, of.maximumMonths].filter((months) => months !== null).join('–')}
            </Fact>
            <Fact name={t('call.applicants')}>{of.applicants}</Fact>
            <Fact name={t('call.applications')}>{of.applications}</Fact>
            <Fact name={t('call.laureatesCount')}>{of.laureatesCount}</Fact>
            <Fact name={t('call.grant')}>{money(of.grantEur)}</Fact>
            <Fact name={t('call.budget')}>{money(of.totalBudgetEur)}</Fact>
            <Fact name={t('fact.note')}>{of.note}</Fact>
          </Facts>
          <Sources view={view} of={of.provenance} />
          <Conflicts view={view} of={of.conflicts} />
          <ListSection
            view={view}
            id="laureates"
            title={t('call.laureates', { n: of.laureates?.totalCount ?? 0 })}
            of={of.laureates}
            as={Laureates}
          />
          <Share view={view} title={of.name} path={view.url(`/calls/${of.code}`)} />
        </article>
      ),
    };
  },
});
