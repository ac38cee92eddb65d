import type { View } from '../page.js';
import {
  AuthorityLink,
  CountryLink,
  ForeignAuthorityLink,
  Links,
  Text,
  ThemeLink,
  type Coded,
  type Identified,
} from './links.js';
import { attestation, Sources, type Provenance, type Stated } from './provenance.js';

// Lists of things that several pages show.

export interface PartnershipRow {
  id: string;
  title: string | null;
  language?: string | null;
  kind: string;
  startYear: number | null;
  end?: string | null;
  statusInSource: string;
  isStale: boolean;
  isClassified?: boolean;
  themes?: Coded[] | null;
  country?: Coded | null;
  frenchAuthorities?: Identified[] | null;
  foreignAuthorities?: Identified[] | null;
  provenance: Stated & Partial<Provenance>;
}

/** When a partnership began and what became of it, as far as sources tell. */
export function course(view: View, { startYear, end, statusInSource, isStale }: PartnershipRow): string {
  const parts = [
    startYear === null
      ? view.t('partnership.startUnknown')
      : view.t('partnership.since', { year: String(startYear) }),
    ...(isStale && end ? [view.t('partnership.stale', { end: view.words.date(end) })] : []),
    ...(isStale ? [] : [view.words.term('PartnershipStatus', statusInSource)]),
  ];
  return parts.join(' · ');
}

export function Partnerships({ view, of }: { view: View; of: readonly PartnershipRow[] }) {
  return (
    <ul class="rows">
      {of.map((row) => (
        <li>
          <p class="row-title">
            <a href={view.url(`/partnerships/${row.id}`)}>
              {row.title ? (
                <Text view={view} language={row.language}>
                  {row.title}
                </Text>
              ) : (
                view.t('partnership.with', { partners: partners(view, row) })
              )}
            </a>
          </p>
          <p>
            <Links view={view} of={row.frenchAuthorities} as={AuthorityLink} />
            {row.frenchAuthorities?.length && row.foreignAuthorities?.length ? ' ↔ ' : ''}
            <Links view={view} of={row.foreignAuthorities} as={ForeignAuthorityLink} />
            {row.country && (
              <>
                {' '}
                (<CountryLink view={view} of={row.country} />)
              </>
            )}
          </p>
          <p class="detail">
            {row.kind !== 'UNKNOWN' && `${view.words.term('PartnershipKind', row.kind)} · `}
            {course(view, row)}
            {' · '}
            {row.themes?.length ? (
              <Links view={view} of={row.themes} as={ThemeLink} />
            ) : (
              view.t('fact.notClassified')
            )}
          </p>
          {row.provenance.source ? (
            <Sources view={view} of={row.provenance as Provenance} />
          ) : (
            <p class="attestation">{attestation(view, row.provenance)}</p>
          )}
        </li>
      ))}
    </ul>
  );
}

const partners = (view: View, row: PartnershipRow): string =>
  [
    ...(row.foreignAuthorities ?? []),
    ...(row.foreignAuthorities?.length ? [] : (row.frenchAuthorities ?? [])),
  ]
    .map(({ name }) => name)
    .join(', ') ||
  (row.country?.name ?? view.t('partnership.unnamed'));

export interface EventRow {
  id: string;
  title: string;
  language?: string | null;
  kind: string;
  startDate: string;
  endDate: string;
  status: string;
  place?: string | null;
}

export const Events = ({ view, of }: { view: View; of: readonly EventRow[] }) => (
  <ul class="rows">
    {of.map((event) => (
      <li>
        <p class="row-title">
          <a href={view.url(`/events/${event.id}`)}>
            <Text view={view} language={event.language}>
              {event.title}
            </Text>
          </a>
        </p>
        <p class="detail">
          <time dateTime={event.startDate}>{view.words.period(event.startDate, event.endDate)}</time>
          {event.place && ` · ${event.place}`} · {view.words.term('EventKind', event.kind)} ·{' '}
          {statusOf(view, event)}
        </p>
      </li>
    ))}
  </ul>
);

/** State of an event; of one that is over and that no source has confirmed since, that this is not known. */
const statusOf = (view: View, { status, endDate }: EventRow): string =>
  status === 'UNKNOWN' && endDate < view.today
    ? view.t('event.unconfirmed')
    : view.words.term('EventStatus', status);

export interface CallRow extends Coded {
  language?: string | null;
  opensOn?: string | null;
  closesOn: string | null;
}

export const Calls = ({ view, of }: { view: View; of: readonly CallRow[] }) => (
  <ul class="rows">
    {of.map((call) => (
      <li>
        <p class="row-title">
          <a href={view.url(`/calls/${call.code}`)}>
            <Text view={view} language={call.language}>
              {call.name}
            </Text>
          </a>
        </p>
        <p class="detail">{deadline(view, call)}</p>
      </li>
    ))}
  </ul>
);

/** Whether one can still apply, and until when. */
export function deadline(view: View, { opensOn, closesOn }: Pick<CallRow, 'opensOn' | 'closesOn'>): string {
  if (!closesOn) return view.t('call.deadlineUnknown');
  const date = view.words.date(closesOn);
  if (closesOn < view.today) return view.t('call.closed', { date });
  if (opensOn && opensOn > view.today)
    return view.t('call.opens', { opens: view.words.date(opensOn), closes: date });
  return view.t('call.open', { date });
}

export interface NewsRow {
  id: string;
  title: string;
  language: string;
  publishedOn: string | null;
}

export const News = ({ view, of }: { view: View; of: readonly NewsRow[] }) => (
  <ul class="rows">
    {of.map((item) => (
      <li>
        <p class="row-title">
          <a href={view.url(`/news/${item.id}`)}>
            <Text view={view} language={item.language}>
              {item.title}
            </Text>
          </a>
        </p>
        <p class="detail">{item.publishedOn ? view.words.date(item.publishedOn) : view.t('fact.undated')}</p>
      </li>
    ))}
  </ul>
);
