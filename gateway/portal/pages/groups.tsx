import { icsOf } from '../parts/downloads.js';
import { definePage, type View } from '../page.js';
import { Fact, Facts, Notice, Section } from '../parts/facts.js';
import { AuthorityLink, CountryLink, Links, Outside, type Coded, type Identified } from '../parts/links.js';
import { Sources, type Provenance } from '../parts/provenance.js';
import { Events, type EventRow } from '../parts/records.js';
import { Share } from '../parts/share.js';

interface Group extends Coded {
  status: string;
  lastActivityOn: string | null;
  countries: Coded[];
}

interface ListData {
  countryGroups: {
    nodes: (Group & { nextEvent: { id: string; title: string; startDate: string } | null })[];
  } | null;
}

export const groups = definePage<ListData>({
  path: '/groups',
  operation: 'country-groups',
  render: ({ countryGroups: list }, view) => ({
    title: view.t('nav.groups'),
    description: view.t('groups.description'),
    body: (
      <>
        <h1>{view.t('nav.groups')}</h1>
        <p class="lead">{view.t('groups.lead')}</p>
        <ul class="rows">
          {list?.nodes.map((group) => (
            <li>
              <p class="row-title">
                <a href={view.url(`/groups/${group.code}`)}>{group.name}</a>
              </p>
              <p>
                <Links view={view} of={group.countries} as={CountryLink} />
              </p>
              <p class="detail">
                {activity(view, group)}
                {group.nextEvent && (
                  <>
                    {' · '}
                    <a href={view.url(`/events/${group.nextEvent.id}`)}>
                      {view.t('group.next', { date: view.words.date(group.nextEvent.startDate) })}
                    </a>
                  </>
                )}
              </p>
            </li>
          ))}
        </ul>
      </>
    ),
  }),
});

const activity = (view: View, { status, lastActivityOn }: Group): string =>
  [
    view.words.term('CountryGroupStatus', status),
    lastActivityOn && view.t('group.lastActivity', { date: view.words.date(lastActivityOn) }),
  ]
    .filter(Boolean)
    .join(' · ');

interface Term {
  id: string;
  person: string;
  role: string;
  roleText: string | null;
  seenOn: string | null;
  startsOn: string | null;
  endsOn: string | null;
  authority: Identified | null;
  provenance: Provenance;
}

interface WholeGroup extends Group {
  contact: string | null;
  contactAbsence: string | null;
  website: string | null;
  createdOn: string | null;
  closedOn: string | null;
  note: string | null;
  presidency: Omit<Term, 'authority' | 'provenance' | 'id'> | null;
  representedAuthorities: Identified[] | null;
  terms: { nodes: Term[] } | null;
  events: { nodes: EventRow[] } | null;
  provenance: Provenance;
}

export const group = definePage<{ countryGroup: WholeGroup | null }>({
  path: '/groups/:code',
  operation: 'country-group',
  variables: ({ params }) => ({ code: params.code }),
  render({ countryGroup: of }, view) {
    if (!of) return undefined;
    const { t, words } = view;
    const path = `/groups/${of.code}`;
    return {
      title: of.name,
      description: t('group.description', {
        name: of.name,
        countries: of.countries.map(({ name }) => name).join(', '),
      }),
      body: (
        <article>
          <p class="kicker">{t('nav.groups')}</p>
          <h1>{of.name}</h1>
          {of.closedOn && <Notice>{t('group.closed', { date: words.date(of.closedOn) })}</Notice>}
          <Facts>
            <Fact name={t('nav.countries')}>
              <Links view={view} of={of.countries} as={CountryLink} />
            </Fact>
            <Fact name={t('group.presidency')}>
              {of.presidency
                ? `${of.presidency.person}${of.presidency.seenOn ? ` (${t('group.seenOn', { date: words.date(of.presidency.seenOn) })})` : ''}`
                : t('group.noPresidency')}
            </Fact>
            <Fact name={t('group.contact')}>
              {of.contact ? (
                <a href={`mailto:${encodeURIComponent(of.contact)}`}>{of.contact}</a>
              ) : (
                of.contactAbsence
              )}
            </Fact>
            <Fact name={t('contact.website')}>
              {of.website && <Outside href={of.website}>{of.website}</Outside>}
            </Fact>
            <Fact name={t('group.createdOn')}>{of.createdOn && words.date(of.createdOn)}</Fact>
            <Fact name={t('group.activity')}>{activity(view, of)}</Fact>
            <Fact name={t('fact.note')}>{of.note}</Fact>
          </Facts>
          {of.terms?.nodes.length ? (
            <Section id="terms" title={t('group.terms')}>
              <ul class="rows">
                {of.terms.nodes.map((term) => (
                  <li>
                    <p class="row-title">{term.person}</p>
                    <p class="detail">
                      {term.roleText ?? words.term('CountryGroupRole', term.role)}
                      {term.authority && (
                        <>
                          {' · '}
                          <AuthorityLink view={view} of={term.authority} />
                        </>
                      )}
                      {term.seenOn && ` · ${t('group.seenOn', { date: words.date(term.seenOn) })}`}
                    </p>
                    <Sources view={view} of={term.provenance} />
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
          {of.representedAuthorities?.length ? (
            <Section id="members" title={t('group.members')}>
              <p>
                <Links view={view} of={of.representedAuthorities} as={AuthorityLink} />
              </p>
            </Section>
          ) : null}
          <Section id="events" title={t('nav.agenda')}>
            {of.events?.nodes.length ? (
              <Events view={view} of={of.events.nodes} />
            ) : (
              <p>{t('group.noEvent')}</p>
            )}
            <p>
              <a href={icsOf(view, { group: of.code })}>{t('agenda.ics')}</a>
            </p>
          </Section>
          <Sources view={view} of={of.provenance} />
          <Share view={view} title={of.name} path={view.url(path)} />
        </article>
      ),
    };
  },
});
