import type { View } from '../page.js';
import { AuthorityLink, CountryLink, Links, Text, ThemeLink, type Coded, type Identified } from './links.js';
import { Sources, type Provenance } from './provenance.js';

// Lists of expertises, requests, laureates and resources.

export interface ExpertiseRow {
  id: string;
  title: string;
  language?: string | null;
  description?: string | null;
  basis: string;
  languages?: string[] | null;
  mobilisationModes?: string[] | null;
  mobilisationTerms?: string | null;
  theme: Coded;
  authority?: Identified | null;
  countriesOfExperience?: Coded[];
  evidence?: { id: string; title: string | null }[];
  provenance?: Provenance;
}

export const Expertises = ({ view, of }: { view: View; of: readonly ExpertiseRow[] }) => (
  <ul class="rows">
    {of.map((row) => (
      <li id={`expertise-${row.id}`}>
        <p class="row-title">
          {row.authority ? <AuthorityLink view={view} of={row.authority} /> : null}
          {row.authority ? ' — ' : ''}
          <Text view={view} language={row.language}>
            {row.title}
          </Text>
        </p>
        {row.description && <p>{row.description}</p>}
        <p class="detail">
          {view.words.term('ExpertiseBasis', row.basis)} · <ThemeLink view={view} of={row.theme} />
          {row.countriesOfExperience?.length ? (
            <>
              {' · '}
              {view.t('expertise.shownIn')}{' '}
              <Links view={view} of={row.countriesOfExperience} as={CountryLink} />
            </>
          ) : null}
        </p>
        {row.languages?.length ? (
          <p class="detail">
            {view.t('expertise.languages', {
              languages: row.languages.map((code) => view.words.languageName(code)).join(', '),
            })}
          </p>
        ) : null}
        {row.mobilisationModes?.length ? (
          <p class="detail">
            {view.t('expertise.mobilisation')}{' '}
            {row.mobilisationModes.map((mode) => view.words.term('MobilisationMode', mode)).join(', ')}
            {row.mobilisationTerms && ` — ${row.mobilisationTerms}`}
          </p>
        ) : null}
        {row.evidence?.length ? (
          <details class="sources">
            <summary>{view.t('expertise.evidence', { n: row.evidence.length })}</summary>
            <ul>
              {row.evidence.map(({ id, title }) => (
                <li>
                  <a href={view.url(`/partnerships/${id}`)}>{title ?? view.t('partnership.one')}</a>
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        <Sources view={view} of={row.provenance} />
      </li>
    ))}
  </ul>
);

export interface RequestRow {
  id: string;
  need: string;
  language?: string | null;
  status: string;
  openedOn: string;
  expiresOn: string | null;
  foreignAuthorityText?: string;
  country?: Coded | null;
}

export const Requests = ({ view, of }: { view: View; of: readonly RequestRow[] }) => (
  <ul class="rows">
    {of.map((row) => (
      <li>
        <p class="row-title">
          <a href={view.url(`/requests/${row.id}`)}>
            <Text view={view} language={row.language}>
              {row.need}
            </Text>
          </a>
        </p>
        <p class="detail">
          {[row.foreignAuthorityText, row.country?.name].filter(Boolean).join(', ')}{' '}
          {view.words.term('CooperationRequestStatus', row.status)} ·{' '}
          {view.t('request.opened', { date: view.words.date(row.openedOn) })}
          {row.expiresOn && ` · ${view.t('request.expires', { date: view.words.date(row.expiresOn) })}`}
        </p>
      </li>
    ))}
  </ul>
);

export interface LaureateRow {
  id: string;
  title: string | null;
  language?: string | null;
  year: number;
  amountEur?: number | null;
  callName?: string | null;
  call?: Coded | null;
  country?: Coded | null;
  frenchAuthorities?: Identified[] | null;
  provenance?: Provenance;
}

export const Laureates = ({ view, of }: { view: View; of: readonly LaureateRow[] }) => (
  <ul class="rows">
    {of.map((row) => (
      <li>
        <p class="row-title">
          {row.title ? (
            <Text view={view} language={row.language}>
              {row.title}
            </Text>
          ) : (
            view.t('laureate.untitled')
          )}
        </p>
        <p class="detail">
          {row.year}
          {row.call ? (
            <>
              {' · '}
              <a href={view.url(`/calls/${row.call.code}`)}>{row.call.name}</a>
            </>
          ) : (
            row.callName && ` · ${row.callName}`
          )}
          {row.amountEur ? ` · ${view.words.number(row.amountEur)} €` : ''}
          {row.frenchAuthorities?.length ? (
            <>
              {' · '}
              <Links view={view} of={row.frenchAuthorities} as={AuthorityLink} />
            </>
          ) : null}
          {row.country && (
            <>
              {' · '}
              <CountryLink view={view} of={row.country} />
            </>
          )}
        </p>
        <Sources view={view} of={row.provenance} />
      </li>
    ))}
  </ul>
);

export interface ResourceRow {
  id: string;
  title: string;
  language?: string | null;
  kind: string;
  date: string | null;
  contentLanguage: string;
}

export const Resources = ({ view, of }: { view: View; of: readonly ResourceRow[] }) => (
  <ul class="rows">
    {of.map((row) => (
      <li>
        <p class="row-title">
          <a href={view.url(`/resources/${row.id}`)}>
            <Text view={view} language={row.language}>
              {row.title}
            </Text>
          </a>
        </p>
        <p class="detail">
          {view.words.term('ResourceKind', row.kind)} · {view.words.languageName(row.contentLanguage)} ·{' '}
          {row.date ? view.words.date(row.date) : view.t('fact.undated')}
        </p>
      </li>
    ))}
  </ul>
);
