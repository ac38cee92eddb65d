import { csvOf, icsOf } from '../parts/downloads.js';
import { definePage } from '../page.js';
import { Section } from '../parts/facts.js';
import { Outside } from '../parts/links.js';

// Pages that ask the graph nothing.

/** Declaration of accessibility, as RGAA 4.1 describes it. */
export const accessibility = definePage<object>({
  path: '/accessibility',
  render: (_, { t }) => ({
    title: t('nav.accessibility'),
    description: t('accessibility.description'),
    body: (
      <>
        <h1>{t('nav.accessibility')}</h1>
        <p>{t('accessibility.commitment')}</p>
        <Section id="state" title={t('accessibility.state')}>
          <p>{t('accessibility.stateText')}</p>
        </Section>
        <Section id="tests" title={t('accessibility.tests')}>
          <p>{t('accessibility.testsText')}</p>
        </Section>
        <Section id="gaps" title={t('accessibility.gaps')}>
          <ul>
            <li>{t('accessibility.gapTitles')}</li>
            <li>{t('accessibility.gapFiles')}</li>
            <li>{t('accessibility.gapIde')}</li>
          </ul>
        </Section>
        <Section id="contact" title={t('accessibility.contact')}>
          <p>{t('accessibility.contactText')}</p>
        </Section>
        <Section id="remedy" title={t('accessibility.remedy')}>
          <p>
            {t('accessibility.remedyText')}{' '}
            <Outside href="https://formulaire.defenseurdesdroits.fr/">
              formulaire.defenseurdesdroits.fr
            </Outside>
          </p>
        </Section>
        <p class="detail">{t('accessibility.date')}</p>
      </>
    ),
  }),
});

/** Files and interfaces of the same data. */
export const data = definePage<object>({
  path: '/data',
  render: (_, view) => ({
    title: view.t('nav.data'),
    description: view.t('data.description'),
    body: (
      <>
        <h1>{view.t('nav.data')}</h1>
        <p class="lead">{view.t('data.lead')}</p>
        <ul class="rows">
          <li>
            <a href="/dump/">{view.t('data.dump')}</a>
          </li>
          <li>
            <a href={csvOf(view, 'partnerships')} download>
              {view.t('data.export')}
            </a>
          </li>
          <li>
            <a href={icsOf(view)}>{view.t('agenda.ics')}</a>
          </li>
          <li>
            <a href={`/news.atom?lang=${view.language}`}>{view.t('news.feed')}</a>
          </li>
          <li>
            <a href={`/changes.atom?lang=${view.language}`}>{view.t('news.changes')}</a>
          </li>
          <li>
            <a href="/catalogue.ttl">{view.t('data.catalogue')} (Turtle)</a> ·{' '}
            <a href="/catalogue.jsonld">{view.t('data.catalogue')} (JSON-LD)</a>
          </li>
          <li>
            <a href="/schema.graphql">{view.t('data.schema')}</a>
          </li>
          <li>
            <a href="/ide">{view.t('data.ide')}</a>
          </li>
        </ul>
      </>
    ),
  }),
});
