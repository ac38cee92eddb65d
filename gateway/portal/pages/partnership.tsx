import { definePage, type View } from '../page.js';
import { Fact, Facts, ListSection, Notice, Section } from '../parts/facts.js';
import {
  AuthorityLink,
  CountryLink,
  ForeignAuthorityLink,
  Links,
  Outside,
  Text,
  ThemeLink,
  type Coded,
  type Identified,
} from '../parts/links.js';
import { Laureates, type LaureateRow } from '../parts/more-records.js';
import { Conflicts, Sources, type Conflict, type Provenance } from '../parts/provenance.js';
import { course, type PartnershipRow } from '../parts/records.js';
import { Share } from '../parts/share.js';

interface Partnership extends PartnershipRow {
  historicalFrenchName: string | null;
  historicalFrenchNameUntil: number | null;
  start: string | null;
  signed: string | null;
  end: string | null;
  isClassified: boolean;
  amounts: { amount: number; currency: string; year: number | null; funder: string | null }[];
  documents: { title: string | null; url: string }[];
  conflicts: Conflict[];
  note: string | null;
  frenchAuthorities: Identified[] | null;
  foreignAuthorities: Identified[] | null;
  countries: Coded[] | null;
  themes: Coded[] | null;
  dacSector: Coded | null;
  expertises: { nodes: { id: string; title: string; authority: Identified | null }[] } | null;
  laureates: { nodes: LaureateRow[] } | null;
  provenance: Provenance;
}

export const partnership = definePage<{ partnership: Partnership | null }>({
  path: '/partnerships/:id',
  operation: 'partnership',
  variables: ({ params }) => ({ id: params.id }),
  render({ partnership: of }, view) {
    if (!of) return undefined;
    const { t, words } = view;
    const path = `/partnerships/${of.id}`;
    const title = of.title ?? nameOf(of, view);
    return {
      title,
      description: t('partnership.description', { name: nameOf(of, view) }),
      jsonLd: [structured(of, view, title)],
      body: (
        <article>
          <p class="kicker">{words.term('PartnershipKind', of.kind)}</p>
          <h1>
            <Text view={view} language={of.title ? of.language : null}>
              {title}
            </Text>
          </h1>
          {of.isStale && (
            <Notice>{t('partnership.staleNotice', { end: of.end ? words.date(of.end) : '' })}</Notice>
          )}
          <Facts>
            <Fact name={t('partnership.french')}>
              {of.frenchAuthorities?.length ? (
                <Links view={view} of={of.frenchAuthorities} as={AuthorityLink} />
              ) : (
                t('page.notReached')
              )}
            </Fact>
            <Fact name={t('partnership.foreign')}>
              {of.foreignAuthorities?.length ? (
                <Links view={view} of={of.foreignAuthorities} as={ForeignAuthorityLink} />
              ) : (
                t('page.notReached')
              )}
            </Fact>
            <Fact name={t('partnership.historicalName')}>{of.historicalFrenchName}</Fact>
            <Fact name={t('nav.countries')}>
              {of.countries?.length ? <Links view={view} of={of.countries} as={CountryLink} /> : null}
            </Fact>
            <Fact name={t('nav.themes')}>
              {of.themes?.length ? (
                <Links view={view} of={of.themes} as={ThemeLink} />
              ) : (
                t('fact.notClassified')
              )}
            </Fact>
            <Fact name={t('partnership.course')}>{course(view, of)}</Fact>
            <Fact name={t('partnership.start')}>{of.start && words.date(of.start)}</Fact>
            <Fact name={t('partnership.signed')}>{of.signed && words.date(of.signed)}</Fact>
            <Fact name={t('partnership.end')}>{of.end && words.date(of.end)}</Fact>
            <Fact name={t('partnership.status')}>{words.term('PartnershipStatus', of.statusInSource)}</Fact>
            <Fact name={t('partnership.amounts')}>
              {of.amounts.map((one) => (
                <div>
                  {words.number(one.amount)} {one.currency}
                  {one.year ? ` (${one.year})` : ''}
                  {one.funder ? ` — ${one.funder}` : ''}
                </div>
              ))}
            </Fact>
            <Fact name={t('partnership.sector')}>
              {of.dacSector && `${of.dacSector.code} ${of.dacSector.name}`}
            </Fact>
            <Fact name={t('partnership.documents')}>
              {of.documents.map((one) => (
                <div>
                  <Outside href={one.url}>{one.title ?? one.url}</Outside>
                </div>
              ))}
            </Fact>
            <Fact name={t('fact.note')}>{of.note}</Fact>
          </Facts>
          <Sources view={view} of={of.provenance} />
          <Conflicts view={view} of={of.conflicts} />
          {of.expertises?.nodes.length ? (
            <Section id="expertises" title={t('partnership.expertises')}>
              <ul>
                {of.expertises.nodes.map((one) => (
                  <li>
                    {one.authority && (
                      <>
                        <AuthorityLink view={view} of={one.authority} /> —{' '}
                      </>
                    )}
                    {one.title}
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
          <ListSection
            view={view}
            id="laureates"
            title={t('authority.laureates')}
            of={of.laureates}
            as={Laureates}
          />
          <Share view={view} title={title} path={view.url(path)} />
        </article>
      ),
    };
  },
});

const nameOf = (of: Partnership, view: View): string =>
  [of.frenchAuthorities, of.foreignAuthorities]
    .map((side) => side?.map(({ name }) => name).join(', '))
    .filter(Boolean)
    .join(' – ') || view.t('partnership.unnamed');

const structured = (of: Partnership, view: View, title: string): object => ({
  '@type': 'Project',
  name: title,
  url: `${view.origin}${view.url(`/partnerships/${of.id}`)}`,
  ...(of.start ? { foundingDate: of.start } : {}),
  ...(of.end ? { dissolutionDate: of.end } : {}),
  member: [...(of.frenchAuthorities ?? []), ...(of.foreignAuthorities ?? [])].map(({ name }) => ({
    '@type': 'GovernmentOrganization',
    name,
  })),
});
