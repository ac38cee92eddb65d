import { definePage, type View } from '../page.js';
import { Contact, type ContactOf } from '../parts/contact.js';
import { Downloads } from '../parts/downloads.js';
import { Fact, Facts, ListSection, Notice, Section } from '../parts/facts.js';
import { CountryLink, Outside, Text, type Coded, type Identified } from '../parts/links.js';
import { Laureates, Requests, type LaureateRow, type RequestRow } from '../parts/more-records.js';
import { Paging, paging, type PageInfo } from '../parts/paging.js';
import { Sources, type Provenance } from '../parts/provenance.js';
import { Partnerships, type PartnershipRow } from '../parts/records.js';
import { Share } from '../parts/share.js';

interface ForeignAuthority extends Identified {
  nameLanguage: string;
  localName: string | null;
  aliases: string[];
  kind: string;
  subdivisionCode: string | null;
  wikidataId: string | null;
  nationalAssociation: string | null;
  note: string | null;
  withdrawnAt: string | null;
  country: Coded | null;
  coordinates: { latitude: number; longitude: number } | null;
  contact: ContactOf | null;
  cooperationRequests: { nodes: RequestRow[] } | null;
  partnerships: { totalCount: number; pageInfo: PageInfo; nodes: PartnershipRow[] } | null;
  laureates: { nodes: LaureateRow[] } | null;
  provenance: Provenance;
}

export const foreignAuthority = definePage<{ foreignAuthority: ForeignAuthority | null }>({
  path: '/abroad/:id',
  operation: 'foreign-authority',
  variables: (place) => ({ id: place.params.id, ...paging(place, 25) }),
  render({ foreignAuthority: of }, view) {
    if (!of) return undefined;
    const { t, words } = view;
    // An entry that was merged is shown as the one that stands for it.
    const path = `/abroad/${of.id}`;
    const list = of.partnerships;
    return {
      title: of.country ? `${of.name} (${of.country.name})` : of.name,
      description: t('abroad.description', { name: of.name, n: list?.totalCount ?? 0 }),
      canonical: path,
      isUnlisted: view.query.size > 0,
      jsonLd: [structured(of, view, path)],
      body: (
        <article>
          <p class="kicker">
            {words.term('ForeignAuthorityKind', of.kind)}
            {of.country && (
              <>
                {' · '}
                <CountryLink view={view} of={of.country} />
              </>
            )}
          </p>
          <h1>
            <Text view={view} language={of.nameLanguage}>
              {of.name}
            </Text>
          </h1>
          {of.withdrawnAt && (
            <Notice>{t('fact.withdrawn', { date: words.date(of.withdrawnAt.slice(0, 10)) })}</Notice>
          )}
          <Section id="partnerships" title={t('abroad.partnerships', { n: list?.totalCount ?? 0 })}>
            {list?.nodes.length ? (
              <>
                <Partnerships view={view} of={list.nodes} />
                <Paging view={view} info={list.pageInfo} label={t('nav.partnerships')} />
                <Downloads view={view} list="partnerships" filter={{ foreignAuthority: { id: [of.id] } }} />
              </>
            ) : (
              <p>{t(list ? 'abroad.noPartnership' : 'page.notReached')}</p>
            )}
          </Section>
          <ListSection
            view={view}
            id="requests"
            title={t('nav.requests')}
            of={of.cooperationRequests}
            as={Requests}
          />
          <ListSection
            view={view}
            id="laureates"
            title={t('authority.laureates')}
            of={of.laureates}
            as={Laureates}
          />
          <Contact view={view} name={of.name} contact={of.contact} website={null} />
          <Section id="identity" title={t('authority.identity')}>
            <Facts>
              <Fact name={t('abroad.localName')}>{of.localName}</Fact>
              <Fact name={t('authority.aliases')}>{of.aliases.join(', ')}</Fact>
              <Fact name={t('abroad.subdivision')}>{of.subdivisionCode}</Fact>
              <Fact name={t('abroad.association')}>{of.nationalAssociation}</Fact>
              <Fact name="Wikidata">
                {of.wikidataId && (
                  <Outside href={`https://www.wikidata.org/wiki/${of.wikidataId}`}>{of.wikidataId}</Outside>
                )}
              </Fact>
              <Fact name={t('fact.note')}>{of.note}</Fact>
            </Facts>
            <Sources view={view} of={of.provenance} />
          </Section>
          <Share view={view} title={of.name} path={view.url(path)} />
        </article>
      ),
    };
  },
});

const structured = (of: ForeignAuthority, view: View, path: string): object => ({
  '@type': 'GovernmentOrganization',
  name: of.name,
  url: `${view.origin}${view.url(path)}`,
  ...(of.localName ? { alternateName: of.localName } : {}),
  ...(of.country ? { areaServed: { '@type': 'Country', name: of.country.name } } : {}),
  ...(of.coordinates
    ? { location: { '@type': 'Place', geo: { '@type': 'GeoCoordinates', ...of.coordinates } } }
    : {}),
});
