import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openPool } from '#kernel/database';
import { events } from '#subgraphs';
import type { Pool } from 'pg';

// `instant_of` of the events subgraph against a search through all minutes of the clocks that Intl shows.

const ZONES = `Europe/Paris Europe/London Europe/Lisbon Europe/Moscow Europe/Istanbul Atlantic/Azores
  Africa/Casablanca Africa/Cairo Africa/Tunis Africa/Windhoek Africa/Porto-Novo Indian/Antananarivo
  America/New_York America/St_Johns America/Caracas America/Sao_Paulo America/Santiago America/Havana
  America/Port-au-Prince Asia/Beirut Asia/Tehran Asia/Kathmandu Asia/Pyongyang Asia/Dhaka Asia/Karachi
  Australia/Sydney Australia/Lord_Howe Pacific/Apia Pacific/Chatham Antarctica/Troll`.split(/\s+/);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const [FROM, UNTIL] = [Date.UTC(2004, 0, 1), Date.UTC(2022, 0, 1)];
/** Minutes before and after a transition at which clocks are read. */
const AROUND = [
  -1_500, -121, -61, -60, -31, -30, -1, 0, 1, 15, 29, 30, 31, 59, 60, 61, 90, 119, 120, 121, 1_500,
];

let pool: Pool;
beforeAll(() => {
  pool = openPool(events, { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET!, poolSize: 1 });
});
afterAll(() => pool.end());

/** Reads the clock of a zone: `2024-03-31 03:00`. */
function clockOf(zone: string): (instant: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return (instant) => format.format(instant);
}
const asUtc = (clock: string) => Date.parse(`${clock.replace(' ', 'T')}:00Z`);

/** Minutes at which the offset of a zone changes; two at most, the last ones, and one that goes back where there is one. */
function transitionsOf(zone: string): number[] {
  const clock = clockOf(zone);
  const offset = (instant: number) => asUtc(clock(instant)) - instant;
  const found: { at: number; back: boolean }[] = [];
  for (let day = FROM; day < UNTIL; day += DAY) {
    if (offset(day) === offset(day + DAY)) continue;
    let [before, after] = [day, day + DAY];
    while (after - before > MINUTE) {
      const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
      if (offset(middle) === offset(day)) before = middle;
      else after = middle;
    }
    found.push({ at: after, back: offset(after) < offset(before) });
  }
  const last = (back: boolean) => found.findLast((one) => one.back === back);
  return [last(true), last(false)].flatMap((one) => (one ? [one.at] : []));
}

interface Reading {
  zone: string;
  clock: string;
  expected: number;
}

/** Clock times around a transition, with the first minute at which the clock shows them or, for none, the offset of before. */
function readingsAround(zone: string, transition: number): Reading[] {
  const clock = clockOf(zone);
  const first = new Map<string, number>();
  for (let at = transition - 3 * DAY; at < transition + 3 * DAY; at += MINUTE) {
    const shown = clock(at);
    if (!first.has(shown)) first.set(shown, at);
  }
  const before = asUtc(clock(transition - MINUTE)) - (transition - MINUTE);
  return AROUND.flatMap((minutes) => [
    transition + before + minutes * MINUTE,
    asUtc(clock(transition)) + minutes * MINUTE,
  ]).map((local) => {
    const text = new Date(local).toISOString().slice(0, 16).replace('T', ' ');
    return { zone, clock: text, expected: first.get(text) ?? local - before };
  });
}

it('an event begins at the first instant at which its clock shows the time, else by the offset of before', async () => {
  const readings = ZONES.flatMap((zone) => {
    const transitions = transitionsOf(zone);
    // A zone without transitions in these years has a clock all the same.
    return (transitions.length ? transitions : [Date.UTC(2020, 5, 1, 12)]).flatMap((at) =>
      readingsAround(zone, at),
    );
  });
  const { rows } = await pool.query<{ instant: Date; second: boolean }>(
    `SELECT instant_of(x.clock, x.zone) AS instant, instant_of(x.clock, x.zone) <> x.clock AT TIME ZONE x.zone AS second FROM unnest($1::timestamp[], $2::text[]) WITH ORDINALITY AS x (clock, zone, number) ORDER BY number`,
    [readings.map(({ clock }) => clock), readings.map(({ zone }) => zone)],
  );
  const wrong = readings.flatMap(({ zone, clock, expected }, index) => {
    const instant = new Date(rows[index]!.instant).toISOString();
    return instant === new Date(expected).toISOString()
      ? []
      : [{ zone, clock, instant, expected: new Date(expected) }];
  });
  expect(wrong).toEqual([]);
  // Both kinds of transition were met, and some more than an hour long.
  const gaps = readings.filter(({ zone, clock, expected }) => clockOf(zone)(expected) !== clock);
  expect(new Set(gaps.map(({ zone }) => zone)).size).toBeGreaterThan(20);
  expect(readings.length).toBeGreaterThan(2_000);
  // PostgreSQL alone takes the second of two instants.
  expect(rows.filter(({ second }) => second).length).toBeGreaterThan(100);
}, 120_000);
