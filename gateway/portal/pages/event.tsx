import { definePage, type View } from '../page.js';
import { Fact, Facts, Notice } from '../parts/facts.js';
import {
  AuthorityLink,
  CountryLink,
  GroupLink,
  Links,
  Text,
  type Coded,
  type Identified,
} from '../parts/links.js';
import { Conflicts, Sources, type Conflict, type Provenance } from '../parts/provenance.js';
import type { EventRow } from '../parts/records.js';
import { Share } from '../parts/share.js';

interface Event extends EventRow {
  startTime: string | null;
  endTime: string | null;
  startsAt: string | null;
  endsAt: string | null;
  timeZone: string;
  mode: string;
  place: string | null;
  registrationDeadline: string | null;
  statusReason: string | null;
  note: string | null;
  conflicts: Conflict[];
  countryGroup: Coded | null;
  countries: Coded[] | null;
  participants: { role: string; authority: Identified | null }[];
  provenance: Provenance;
}

export const event = definePage<{ event: Event | null }>({
  path: '/events/:id',
  operation: 'event',
  variables: ({ params }) => ({ id: params.id }),
  render({ event: of }, view) {
    if (!of) return undefined;
    const { t, words } = view;
    const path = `/events/${of.id}`;
    const isOver = of.endDate < view.today;
    const times = [of.startTime, of.endTime].filter(Boolean).join('–');
    return {
      title: of.title,
      description: t('event.description', { name: of.title, date: words.period(of.startDate, of.endDate) }),
      jsonLd: [structured(of, view, path)],
      body: (
        <article>
          <p class="kicker">{words.term('EventKind', of.kind)}</p>
          <h1>
            <Text view={view} language={of.language}>
              {of.title}
            </Text>
          </h1>
          {of.status === 'CANCELLED' || of.status === 'POSTPONED' ? (
            <Notice>
              {words.term('EventStatus', of.status)}
              {of.statusReason && `: ${of.statusReason}`}
            </Notice>
          ) : null}
          <Facts>
            <Fact name={t('event.when')}>
              <time dateTime={of.startDate}>{words.period(of.startDate, of.endDate)}</time>
              {times && `, ${times} (${of.timeZone})`}
            </Fact>
            <Fact name={t('event.status')}>
              {of.status === 'UNKNOWN' && isOver
                ? t('event.unconfirmed')
                : words.term('EventStatus', of.status)}
            </Fact>
            <Fact name={t('event.where')}>{of.place ?? t('fact.unknown')}</Fact>
            <Fact name={t('event.mode')}>{words.term('EventMode', of.mode)}</Fact>
            <Fact name={t('event.registration')}>
              {of.registrationDeadline && words.date(of.registrationDeadline)}
            </Fact>
            <Fact name={t('nav.groups')}>
              {of.countryGroup && <GroupLink view={view} of={of.countryGroup} />}
            </Fact>
            <Fact name={t('nav.countries')}>
              {of.countries?.length ? <Links view={view} of={of.countries} as={CountryLink} /> : null}
            </Fact>
            <Fact name={t('event.participants')}>
              {of.participants.map(({ role, authority }) => (
                <div>
                  {authority && <AuthorityLink view={view} of={authority} />} ({words.term('EventRole', role)}
                  )
                </div>
              ))}
            </Fact>
            <Fact name={t('fact.note')}>{of.note}</Fact>
          </Facts>
          <Sources view={view} of={of.provenance} />
          <Conflicts view={view} of={of.conflicts} />
          <Share view={view} title={of.title} path={view.url(path)} />
        </article>
      ),
    };
  },
});

/** States of an event that schema.org knows. */
const STATUS: Record<string, string> = {
  CANCELLED: 'https://schema.org/EventCancelled',
  POSTPONED: 'https://schema.org/EventPostponed',
  SCHEDULED: 'https://schema.org/EventScheduled',
};

const structured = (of: Event, view: View, path: string): object => ({
  '@type': 'Event',
  name: of.title,
  url: `${view.origin}${view.url(path)}`,
  startDate: of.startsAt ?? of.startDate,
  endDate: of.endsAt ?? of.endDate,
  ...(STATUS[of.status] ? { eventStatus: STATUS[of.status] } : {}),
  ...(of.place ? { location: { '@type': 'Place', name: of.place, address: of.place } } : {}),
});
