import { definePage, type View } from '../page.js';
import { Contact, type ContactOf } from '../parts/contact.js';
import { Cut } from '../parts/cut.js';
import { Downloads } from '../parts/downloads.js';
import { Fact, Facts, ListSection, Notice, Section } from '../parts/facts.js';
import { AuthorityLink, GroupLink, Links, Outside, type Coded, type Identified } from '../parts/links.js';
import { Expertises, Laureates, type ExpertiseRow, type LaureateRow } from '../parts/more-records.js';
import { Paging, paging, type PageInfo } from '../parts/paging.js';
import { Sources, type Provenance } from '../parts/provenance.js';
import { Events, Partnerships, type EventRow, type PartnershipRow } from '../parts/records.js';
import { Share } from '../parts/share.js';

interface Authority extends Identified {
  kind: string;
  shortName: string | null;
  siren: string | null;
  inseeCode: string | null;
  population: number | null;
  populationYear: number | null;
  postalCodes: string[];
  validFrom: string | null;
  validTo: string | null;
  isCurrent: boolean;
  wikidataId: string | null;
  note: string | null;
  coordinates: { latitude: number; longitude: number } | null;
  aliases: { name: string }[];
  formerNames: { name: string; validTo: string | null }[];
  department: Coded | null;
  region: Coded | null;
  groupings: Identified[];
  successor: Identified | null;
  predecessors: Identified[];
  contact: ContactOf | null;
  website: string | null;
  countryGroups: Coded[] | null;
  expertises: { totalCount: number; nodes: ExpertiseRow[] } | null;
  labels: { nodes: Label[] } | null;
  partnerships: { totalCount: number; pageInfo: PageInfo; nodes: PartnershipRow[] } | null;
  laureates: { totalCount: number; nodes: LaureateRow[] } | null;
  events: { nodes: EventRow[] } | null;
  provenance: Provenance;
}

interface Label {
  id: string;
  status: string;
  validFrom: string;
  validUntil: string | null;
  programme: { name: string };
  expertise: { title: string };
  provenance: Provenance;
}

export const authority = definePage<{ authority: Authority | null }>({
  path: '/authorities/:id',
  operation: 'authority',
  variables: (place) => ({ id: place.params.id, ...paging(place, 25) }),
  render({ authority: of }, view) {
    if (!of) return undefined;
    const { t, words } = view;
    const path = `/authorities/${of.id}`;
    return {
      title: of.name,
      description: t('authority.description', { name: of.name, n: of.partnerships?.totalCount ?? 0 }),
      canonical: path,
      isUnlisted: view.query.size > 0,
      jsonLd: [structured(of, view, path)],
      body: (
        <article>
          <p class="kicker">{words.term('AuthorityKind', of.kind)}</p>
          <h1>{of.name}</h1>
          {!of.isCurrent && (
            <Notice>
              {of.validTo ? t('authority.closedOn', { date: words.date(of.validTo) }) : t('authority.closed')}{' '}
              {of.successor && <AuthorityLink view={view} of={of.successor} />}
            </Notice>
          )}
          <Expertise view={view} of={of} />
          <Contact view={view} name={of.name} contact={of.contact} website={of.website} />
          <Ties view={view} of={of} />
          <ListSection
            view={view}
            id="laureates"
            title={t('authority.laureates')}
            of={of.laureates}
            as={Laureates}
          >
            {of.laureates && <Cut view={view} of={of.laureates} />}
          </ListSection>
          <ListSection view={view} id="events" title={t('authority.events')} of={of.events} as={Events} />
          <Identity view={view} of={of} />
          <Share view={view} title={of.name} path={view.url(path)} />
        </article>
      ),
    };
  },
});

function Expertise({ view, of }: { view: View; of: Authority }) {
  return (
    <Section id="expertise" title={view.t('authority.expertise')}>
      {of.expertises?.nodes.length ? (
        <>
          <Expertises view={view} of={of.expertises.nodes} />
          <Cut view={view} of={of.expertises}>
            <Downloads view={view} list="expertises" filter={{ authority: { id: [of.id] } }} />
          </Cut>
        </>
      ) : (
        <p>{view.t(of.expertises ? 'authority.noExpertise' : 'page.notReached')}</p>
      )}
      {of.labels?.nodes.length ? (
        <ul class="rows">
          {of.labels.nodes.map((label) => (
            <li>
              <p class="row-title">
                {label.programme.name}: {label.expertise.title}
              </p>
              <p class="detail">
                {view.words.term('LabelStatus', label.status)} ·{' '}
                {label.validUntil
                  ? view.words.period(label.validFrom, label.validUntil)
                  : view.t('label.since', { date: view.words.date(label.validFrom) })}
              </p>
              <Sources view={view} of={label.provenance} />
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}

function Ties({ view, of }: { view: View; of: Authority }) {
  const { t } = view;
  const list = of.partnerships;
  return (
    <Section id="partnerships" title={t('authority.partnerships', { n: list?.totalCount ?? 0 })}>
      {list?.nodes.length ? (
        <>
          <Partnerships view={view} of={list.nodes} />
          <Paging view={view} info={list.pageInfo} label={t('nav.partnerships')} />
          <Downloads view={view} list="partnerships" filter={{ frenchAuthority: { id: [of.id] } }} />
        </>
      ) : (
        <p>{t(list ? 'authority.noPartnership' : 'page.notReached')}</p>
      )}
    </Section>
  );
}

function Identity({ view, of }: { view: View; of: Authority }) {
  const { t, words } = view;
  return (
    <Section id="identity" title={t('authority.identity')}>
      <Facts>
        <Fact name={t('authority.population')}>
          {of.population === null
            ? t('fact.unknown')
            : `${words.number(of.population)}${of.populationYear ? ` (${of.populationYear})` : ''}`}
        </Fact>
        <Fact name={t('authority.department')}>
          {of.department && `${of.department.name} (${of.department.code})`}
        </Fact>
        <Fact name={t('authority.region')}>{of.region?.name}</Fact>
        <Fact name={t('authority.groupings')}>
          {of.groupings.length > 0 && <Links view={view} of={of.groupings} as={AuthorityLink} />}
        </Fact>
        <Fact name={t('authority.countryGroups')}>
          {of.countryGroups?.length ? <Links view={view} of={of.countryGroups} as={GroupLink} /> : null}
        </Fact>
        <Fact name="SIREN">{of.siren}</Fact>
        <Fact name={t('authority.inseeCode')}>{of.inseeCode}</Fact>
        <Fact name={t('authority.postalCodes')}>{of.postalCodes.join(', ')}</Fact>
        <Fact name={t('authority.shortName')}>{of.shortName}</Fact>
        <Fact name={t('authority.aliases')}>{of.aliases.map(({ name }) => name).join(', ')}</Fact>
        <Fact name={t('authority.formerNames')}>{of.formerNames.map(({ name }) => name).join(', ')}</Fact>
        <Fact name={t('authority.validFrom')}>{of.validFrom && words.date(of.validFrom)}</Fact>
        <Fact name={t('authority.predecessors')}>
          {of.predecessors.length > 0 && <Links view={view} of={of.predecessors} as={AuthorityLink} />}
        </Fact>
        <Fact name="Wikidata">
          {of.wikidataId && (
            <Outside href={`https://www.wikidata.org/wiki/${of.wikidataId}`}>{of.wikidataId}</Outside>
          )}
        </Fact>
        <Fact name={t('fact.note')}>{of.note}</Fact>
      </Facts>
      <Sources view={view} of={of.provenance} />
    </Section>
  );
}

const structured = (of: Authority, view: View, path: string): object => ({
  '@type': 'GovernmentOrganization',
  name: of.name,
  url: `${view.origin}${view.url(path)}`,
  ...(of.siren ? { identifier: { '@type': 'PropertyValue', propertyID: 'SIREN', value: of.siren } } : {}),
  ...(of.website ? { sameAs: of.website } : {}),
  ...(of.region ? { areaServed: of.region.name } : {}),
  ...(of.coordinates
    ? { location: { '@type': 'Place', geo: { '@type': 'GeoCoordinates', ...of.coordinates } } }
    : {}),
});
