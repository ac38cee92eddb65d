import type { View } from '../page.js';
import { Text, type Coded, type Identified } from '../parts/links.js';
import { attestation } from '../parts/provenance.js';
import { course, type PartnershipRow } from '../parts/records.js';

export interface Hit extends Identified {
  kind: string;
  population: number | null;
  department: Coded | null;
  expertises: {
    totalCount: number;
    nodes: { id: string; title: string; language: string; basis: string; theme: Coded }[];
  } | null;
  partnerships: {
    totalCount: number;
    nodes: (PartnershipRow & { foreignAuthorities: { name: string }[] | null })[];
  } | null;
}

/** Authorities that were found, each with what speaks for it. */
export const Hits = ({ view, of }: { view: View; of: readonly (Hit | null)[] }) => (
  <ol class="hits">
    {of.map((hit) => (hit ? <OneHit view={view} hit={hit} /> : <li>{view.t('page.notReached')}</li>))}
  </ol>
);

function OneHit({ view, hit }: { view: View; hit: Hit }) {
  const { t, words } = view;
  const where = [
    words.term('AuthorityKind', hit.kind),
    hit.department && `${hit.department.name} (${hit.department.code})`,
    hit.population !== null && t('authority.inhabitants', { n: hit.population }),
  ].filter(Boolean);
  return (
    <li>
      <h3>
        <a href={view.url(`/authorities/${hit.id}`)}>{hit.name}</a>
      </h3>
      <p class="detail">{where.join(' · ')}</p>
      {hit.expertises?.nodes.length ? (
        <p>
          <strong>{t('hit.expertises', { n: hit.expertises.totalCount })}</strong>{' '}
          {hit.expertises.nodes.map(({ title, language, basis }, index) => (
            <>
              {index > 0 && ' ; '}
              <Text view={view} language={language}>
                {title}
              </Text>{' '}
              <span class="attestation">({words.term('ExpertiseBasis', basis)})</span>
            </>
          ))}
        </p>
      ) : null}
      {hit.partnerships?.nodes.length ? (
        <>
          <p>
            <strong>{t('hit.partnerships', { n: hit.partnerships.totalCount })}</strong>
          </p>
          <ul class="evidence">
            {hit.partnerships.nodes.map((row) => (
              <li>
                <a href={view.url(`/partnerships/${row.id}`)}>
                  {row.foreignAuthorities?.map(({ name }) => name).join(', ') ||
                    row.title ||
                    t('partnership.one')}
                </a>
                {row.country && `, ${row.country.name}`} — {course(view, row)}{' '}
                <span class="attestation">{attestation(view, row.provenance)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </li>
  );
}
