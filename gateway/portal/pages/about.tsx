import { definePage, type View } from '../page.js';
import { Fact, Facts, Section } from '../parts/facts.js';
import { Outside } from '../parts/links.js';
import { Scroll } from '../parts/scroll.js';

interface Counted {
  known: number;
  published: number | null;
  share: number | null;
  figure: { provenance: { source: { title: string; url: string | null }; asOf: string | null } } | null;
}

interface Data {
  dataset: {
    version: string;
    releasedOn: string;
    licence: string;
    licenceUrl: string;
    statement: string;
    coverage: {
      startYearKnown: number;
      classified: number;
      amountKnown: number;
      partnerships: Counted;
      frenchAuthorities: Counted;
      foreignAuthorities: Counted;
      countries: Counted;
      byConfidence: { confidence: string; partnerships: number }[];
    };
    sources: { title: string; licence: string | null; partnerships: number }[];
  } | null;
}

export const about = definePage<Data>({
  path: '/about',
  operation: 'about',
  render({ dataset: of }, view) {
    if (!of) return undefined;
    const { t, words } = view;
    const { coverage } = of;
    return {
      title: t('nav.about'),
      description: t('about.description'),
      jsonLd: [
        {
          '@type': 'Dataset',
          name: t('site.name'),
          description: t('about.description'),
          license: of.licenceUrl,
          version: of.version,
          datePublished: of.releasedOn,
          url: `${view.origin}${view.url('/about')}`,
          distribution: [
            {
              '@type': 'DataDownload',
              encodingFormat: 'application/x-ndjson',
              contentUrl: `${view.origin}/dump/`,
            },
          ],
        },
      ],
      body: (
        <>
          <h1>{t('nav.about')}</h1>
          <p class="lead">{t('about.lead')}</p>
          <Section id="coverage" title={t('about.coverage')}>
            <p>{t('about.coverageLead')}</p>
            <Scroll label={t('about.coverage')}>
              <table>
                <caption class="visually-hidden">{t('about.coverage')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('column.what')}</th>
                    <th scope="col">{t('column.known')}</th>
                    <th scope="col">{t('column.published')}</th>
                    <th scope="col">{t('column.share')}</th>
                  </tr>
                </thead>
                <tbody>
                  <CountedRow view={view} name={t('column.partnerships')} of={coverage.partnerships} />
                  <CountedRow view={view} name={t('column.authorities')} of={coverage.frenchAuthorities} />
                  <CountedRow view={view} name={t('nav.abroad')} of={coverage.foreignAuthorities} />
                  <CountedRow view={view} name={t('nav.countries')} of={coverage.countries} />
                </tbody>
              </table>
            </Scroll>
            <p>
              {t('coverage.gaps', {
                classified: coverage.classified,
                startYearKnown: coverage.startYearKnown,
              })}
            </p>
            <p>{t('about.amounts', { n: coverage.amountKnown })}</p>
            <p>
              <a href={view.url('/partnerships', { stale: 'true' })}>{t('about.stale')}</a>
            </p>
          </Section>
          <Section id="attestation" title={t('about.attestation')}>
            <p>{t('about.attestationLead')}</p>
            <dl class="facts">
              {coverage.byConfidence.map(({ confidence, partnerships }) => (
                <Fact name={words.term('Confidence', confidence)}>
                  {t('count.partnerships', { n: partnerships })}
                </Fact>
              ))}
            </dl>
          </Section>
          <Section id="licence" title={t('about.licence')}>
            <Facts>
              <Fact name={t('about.version')}>
                {of.version} ({words.date(of.releasedOn)})
              </Fact>
              <Fact name={t('about.licence')}>
                <Outside href={of.licenceUrl}>{of.licence}</Outside>
              </Fact>
            </Facts>
            <p>{of.statement}</p>
          </Section>
          <Section id="sources" title={t('about.sources')}>
            <ul>
              {of.sources.map(({ title, licence, partnerships }) => (
                <li>
                  {title} — {t('count.partnerships', { n: partnerships })}
                  {licence && ` · ${licence}`}
                </li>
              ))}
            </ul>
          </Section>
        </>
      ),
    };
  },
});

function CountedRow({ view, name, of }: { view: View; name: string; of: Counted }) {
  const source = of.figure?.provenance.source;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="number">{view.words.number(of.known)}</td>
      <td class="number">
        {of.published === null ? view.t('fact.unknown') : view.words.number(of.published)}
        {source && (
          <>
            {' '}
            <span class="attestation">
              {source.url ? <Outside href={source.url}>{source.title}</Outside> : source.title}
              {of.figure!.provenance.asOf && ` (${view.words.date(of.figure!.provenance.asOf)})`}
            </span>
          </>
        )}
      </td>
      <td class="number">{of.share === null ? '–' : view.words.percent(of.share)}</td>
    </tr>
  );
}
