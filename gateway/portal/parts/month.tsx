import type { View } from '../page.js';
import type { CallRow, EventRow } from './records.js';

/** @param month such as 2025-03 @param count may be negative */
export function addMonths(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** The last day of a month, such as 2024-02-29. */
export function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** The days of the weeks that touch a month, Monday first. */
export function weeksOf(month: string): string[][] {
  const first = new Date(`${month}-01T00:00:00Z`);
  const monday = new Date(first);
  monday.setUTCDate(1 - ((first.getUTCDay() + 6) % 7));
  const weeks: string[][] = [];
  const next = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 1);
  for (let day = monday; day.getTime() < next;) {
    const week: string[] = [];
    for (let index = 0; index < 7; index += 1) {
      week.push(day.toISOString().slice(0, 10));
      day = new Date(day.getTime() + 86_400_000);
    }
    weeks.push(week);
  }
  return weeks;
}

/** The month as a calendar; on narrow screens the list below it says the same. */
export function MonthGrid({
  view,
  month,
  events,
  calls,
}: {
  view: View;
  month: string;
  events: readonly EventRow[];
  calls: readonly CallRow[];
}) {
  const weeks = weeksOf(month);
  const locale = view.language === 'fr' ? 'fr-FR' : 'en-GB';
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  return (
    <table class="month">
      <caption class="visually-hidden">{view.words.date(month)}</caption>
      <thead>
        <tr>
          {weeks[0]!.map((day) => (
            <th scope="col">{weekday.format(new Date(day))}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr>
            {week.map((day) => (
              <td
                class={day.startsWith(month) ? undefined : 'other'}
                aria-current={day === view.today ? 'date' : undefined}
              >
                <time dateTime={day}>{Number(day.slice(8))}</time>
                {events
                  .filter(({ startDate, endDate }) => startDate <= day && day <= endDate)
                  .map(({ id, title }) => (
                    <a href={view.url(`/events/${id}`)}>{title}</a>
                  ))}
                {calls
                  .filter(({ closesOn }) => closesOn === day)
                  .map(({ code, name }) => (
                    <a class="deadline" href={view.url(`/calls/${code}`)}>
                      {name}
                    </a>
                  ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
