import { definePage, type Place, type View } from '../page.js';
import { Downloads, icsOf } from '../parts/downloads.js';
import { Notice, Section } from '../parts/facts.js';
import type { Coded } from '../parts/links.js';
import { Calls, Events, type CallRow, type EventRow } from '../parts/records.js';
import { MonthGrid, addMonths, lastDayOf } from '../parts/month.js';

interface Data {
  events: { totalCount: number; nodes: EventRow[]; absence: { explanation: string } | null } | null;
  callsForProjects: { nodes: CallRow[] } | null;
  earliest: { nodes: { startDate: string }[] } | null;
  latest: { nodes: { startDate: string }[] } | null;
  countryGroups: { nodes: Coded[] } | null;
}

/** Months of which there is a page. */
const MONTH = /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/;

/** The month of the page, such as 2025-03: that of the query string, or this one where that is none. */
const monthOf = ({ query, today }: Place): string => {
  const asked = query.get('month') ?? '';
  return MONTH.test(asked) ? asked : today.slice(0, 7);
};

const isList = ({ query }: Place): boolean => query.get('view') === 'list';

/** Events that touch the month, or all that is still to come in the list; the same filter makes the files. */
function filterOf(place: Place): Record<string, unknown> {
  const group = place.query.get('group');
  const inGroup = group ? { countryGroup: { in: [group] } } : {};
  if (isList(place))
    return { ...(place.query.has('all') ? {} : { endDate: { gte: place.today } }), ...inGroup };
  const month = monthOf(place);
  return { startDate: { lte: lastDayOf(month) }, endDate: { gte: `${month}-01` }, ...inGroup };
}

function deadlinesOf(place: Place): Record<string, unknown> {
  if (isList(place)) return place.query.has('all') ? {} : { closesOn: { gte: place.today } };
  const month = monthOf(place);
  return { closesOn: { gte: `${month}-01`, lte: lastDayOf(month) } };
}

export const agenda = definePage<Data>({
  path: '/agenda',
  operation: 'agenda',
  variables: (place) => ({ filter: filterOf(place), deadlines: deadlinesOf(place) }),
  render(data, view) {
    const { t } = view;
    const group = view.query.get('group');
    return {
      title: t('nav.agenda'),
      description: t('agenda.description'),
      isUnlisted: view.query.size > 0,
      body: (
        <>
          <h1>{t('nav.agenda')}</h1>
          <Ways view={view} groups={data.countryGroups?.nodes ?? []} />
          {isList(view) ? <List view={view} data={data} /> : <Month view={view} data={data} />}
          <Section id="subscribe" title={t('agenda.subscribe')}>
            <p>{t(group ? 'agenda.subscribeGroupHelp' : 'agenda.subscribeHelp')}</p>
            <p>
              <a href={icsOf(view, group ? { group } : {})}>{t('agenda.ics')}</a>
            </p>
            <Downloads
              view={view}
              list="events"
              filter={filterOf(view)}
              orderBy={[{ field: 'START_DATE' }]}
            />
          </Section>
        </>
      ),
    };
  },
});

/** Month or list, and of which country group. */
function Ways({ view, groups }: { view: View; groups: readonly Coded[] }) {
  const { t, query } = view;
  const group = query.get('group') ?? undefined;
  const list = isList(view);
  return (
    <>
      <nav class="sorting" aria-label={t('agenda.ways')}>
        <a href={view.url('/agenda', { group })} aria-current={list ? undefined : 'true'}>
          {t('agenda.byMonth')}
        </a>
        <a
          href={view.url('/agenda', { view: 'list', group })}
          aria-current={list && !query.has('all') ? 'true' : undefined}
        >
          {t('agenda.upcoming')}
        </a>
        <a
          href={view.url('/agenda', { view: 'list', all: 'true', group })}
          aria-current={query.has('all') ? 'true' : undefined}
        >
          {t('agenda.all')}
        </a>
      </nav>
      <form class="question" action={view.url('/agenda')} method="get">
        {['view', 'all', 'month'].map(
          (name) => query.get(name) && <input type="hidden" name={name} value={query.get(name)!} />,
        )}
        <p class="words">
          <label for="group">{t('agenda.group')}</label>
          <select id="group" name="group">
            <option value="">{t('agenda.anyGroup')}</option>
            {groups.map(({ code, name }) => (
              <option value={code} selected={code === group}>
                {name}
              </option>
            ))}
          </select>
          <button type="submit">{t('agenda.show')}</button>
        </p>
      </form>
    </>
  );
}

function List({ view, data }: { view: View; data: Data }) {
  const { t } = view;
  return (
    <>
      <Section id="events" title={t('agenda.count', { n: data.events?.totalCount ?? 0 })}>
        {data.events?.nodes.length ? (
          <Events view={view} of={data.events.nodes} />
        ) : (
          <Notice>
            {data.events?.absence?.explanation ?? t(data.events ? 'home.noEvents' : 'page.notReached')}
          </Notice>
        )}
      </Section>
      <Deadlines view={view} of={data.callsForProjects?.nodes} />
    </>
  );
}

function Month({ view, data }: { view: View; data: Data }) {
  const { t } = view;
  const month = monthOf(view);
  const group = view.query.get('group') ?? undefined;
  const [earliest, latest] = [data.earliest, data.latest].map((one) => one?.nodes[0]?.startDate.slice(0, 7));
  const to = (other: string) => view.url('/agenda', { month: other, group });
  const [previous, next] = [addMonths(month, -1), addMonths(month, 1)];
  return (
    <Section id="month" title={view.words.date(month)}>
      <nav class="paging" aria-label={t('agenda.months')}>
        {MONTH.test(previous) && (!earliest || previous >= earliest) && (
          <a rel="prev" href={to(previous)}>
            {view.words.date(previous)}
          </a>
        )}
        {MONTH.test(next) &&
          next <= (latest && latest > view.today ? latest : addMonths(view.today.slice(0, 7), 12)) && (
            <a rel="next" href={to(next)}>
              {view.words.date(next)}
            </a>
          )}
        {latest && latest !== month && (
          <a href={to(latest)}>{t('agenda.latest', { month: view.words.date(latest) })}</a>
        )}
      </nav>
      <MonthGrid
        view={view}
        month={month}
        events={data.events?.nodes ?? []}
        calls={data.callsForProjects?.nodes ?? []}
      />
      {data.events?.nodes.length ? (
        <Events view={view} of={data.events.nodes} />
      ) : (
        <Notice>{t(data.events ? 'agenda.emptyMonth' : 'page.notReached')}</Notice>
      )}
      <Deadlines view={view} of={data.callsForProjects?.nodes} />
    </Section>
  );
}

const Deadlines = ({ view, of }: { view: View; of: readonly CallRow[] | undefined }) =>
  of?.length ? (
    <section aria-labelledby="deadlines">
      <h3 id="deadlines">{view.t('agenda.deadlines')}</h3>
      <Calls view={view} of={of} />
    </section>
  ) : null;
