import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeId, newId } from '#kernel/values';
import { events } from '#subgraphs';
import { dataOf } from '../../support/graph.js';
import { ANONYMOUS_CALLER, loadAgain, openWriter, somebody, type Writer } from '../../support/writes.js';

const admin = somebody('ADMINISTRATOR');
const managerOf = (...codes: string[]) =>
  somebody('GROUP_MANAGER', ...codes.map((code) => makeId('CountryGroup', code)));
const madagascar = managerOf('MG');
const EVENT = `event { id title status statusReason startDate endDate startTime endTime timeZone startsAt mode place
  registrationDeadline isUpcoming version countryGroup { code } }`;
const NEWS =
  'newsItem { id title body publishedOn withdrawnAt version countryGroup { code } documents { title url } }';
const RESOURCE = 'resource { id title kind withdrawnAt version countryGroup { code } }';
let writer: Writer;

beforeAll(() => {
  writer = openWriter(events);
});
afterAll(() => writer.close());

const meeting = {
  kind: 'COUNTRY_GROUP_MEETING',
  titleFr: 'Réunion d’essai',
  startDate: '2027-03-10',
  mode: 'ONLINE',
  countryGroupCode: 'MG',
  countryCodes: ['MG'],
};
const news = { titleFr: 'Une actualité', url: 'https://example.org/news', countryGroupCode: 'MG' };
const film = {
  kind: 'VIDEO',
  titleFr: 'Un film',
  contentLanguage: 'fr',
  url: 'https://example.org/film',
  countryGroupCode: 'MG',
};

async function make(more: object = {}, actor = madagascar) {
  const { event, problems } = await writer.send('eventCreate', EVENT, { ...meeting, ...more }, actor);
  expect(problems).toEqual([]);
  return event;
}
const refused = (mutation: string, input: object, actor = madagascar) =>
  writer.refused(mutation, input, actor);

describe('an event', () => {
  it('is created by a manager of its group, on the clocks of Paris', async () => {
    const event = await make({ startTime: '14:30', endTime: '16:00', registrationDeadline: '2027-03-10' });
    expect(event).toMatchObject({
      status: 'SCHEDULED',
      endDate: '2027-03-10',
      startsAt: '2027-03-10T13:30:00.000Z',
      timeZone: 'Europe/Paris',
      version: 1,
      countryGroup: { code: 'MG' },
      isUpcoming: true,
    });
    const summer = await make({ startDate: '2027-07-10', startTime: '14:30' });
    expect(summer.startsAt).toBe('2027-07-10T12:30:00.000Z');
    const { countryGroup } = await dataOf(
      '{ countryGroup(code: "MG") { nextEvent(after: "2027-03-01") { id } } }',
    );
    expect(countryGroup.nextEvent.id).toBe(event.id);
  });

  it('is on the clocks of its time zone: a time that comes twice is the first, one that is passed over is shifted', async () => {
    const startsAt = async (timeZone: string, startDate: string, startTime: string) =>
      (await make({ timeZone, startDate, startTime })).startsAt;
    expect(await startsAt('Indian/Antananarivo', '2027-03-10', '09:00')).toBe('2027-03-10T06:00:00.000Z');
    expect(await startsAt('Africa/Porto-Novo', '2027-07-10', '09:00')).toBe('2027-07-10T08:00:00.000Z');
    expect(await startsAt('Europe/Paris', '2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(await startsAt('Europe/Paris', '2027-03-28', '02:30')).toBe('2027-03-28T01:30:00.000Z');
    const event = await make({ startTime: '09:00' });
    const edit = { id: event.id, version: 1, timeZone: 'Asia/Beirut' };
    const moved = (await writer.send('eventEdit', EVENT, edit, madagascar)).event;
    expect(moved).toMatchObject({
      timeZone: 'Asia/Beirut',
      startTime: '09:00',
      startsAt: '2027-03-10T07:00:00.000Z',
    });
    expect(await refused('eventEdit', { id: event.id, version: 2, timeZone: null })).toEqual([
      'VALUE_NEEDED',
    ]);
  });

  it('is upcoming on the calendar where it takes place, and ordered by the instant at which it begins', async () => {
    const dayIn = (timeZone: string, days = 0) =>
      new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(Date.now() + days * 86_400_000));
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      expect(await make({ timeZone, startDate: dayIn(timeZone) })).toMatchObject({ isUpcoming: true });
      expect(await make({ timeZone, startDate: dayIn(timeZone, -1) })).toMatchObject({ isUpcoming: false });
    }
    // In New York it is still May when June has begun in Tokyo.
    const tokyo = await make({ timeZone: 'Asia/Tokyo', startDate: '2041-06-01', startTime: '09:00' });
    const newYork = await make({ timeZone: 'America/New_York', startDate: '2041-05-31', startTime: '22:00' });
    const data = await dataOf(
      `query ($by: EventOrderField!) { events(first: 2, filter: { startDate: { gte: "2041-05-01", lte: "2041-06-30" } }, orderBy: [{ field: $by, direction: ASC }]) { nodes { id } }
         countryGroup(code: "MG") { nextEvent(after: "2041-05-01") { id } } }`,
      { by: 'STARTS_AT' },
    );
    expect(data.events.nodes).toEqual([{ id: tokyo.id }, { id: newYork.id }]);
    expect(data.countryGroup.nextEvent).toEqual({ id: tokyo.id });
  });

  it('is counted by search as of its cursor', async () => {
    const { asOf } = await writer.send(
      'eventCreate',
      EVENT,
      { ...meeting, startDate: '2031-05-05' },
      madagascar,
    );
    const { statistics } = await dataOf(
      'query ($asOf: String) { statistics(of: EVENTS, by: [YEAR], first: 1000, asOf: $asOf) { groups { year count } } }',
      { asOf },
    );
    expect(statistics.groups).toContainEqual({ year: 2031, count: 1 });
  });

  it('is refused to managers of another group, of no group, and to callers without a role', async () => {
    expect(await refused('eventCreate', meeting, managerOf('ML'))).toEqual(['FORBIDDEN']);
    expect(await refused('eventCreate', { ...meeting, countryGroupCode: null })).toEqual(['FORBIDDEN']);
    expect(await refused('eventCreate', meeting, somebody('AUTHORITY_EDITOR', newId('Authority')))).toEqual([
      'FORBIDDEN',
    ]);
    expect(await refused('eventCreate', meeting, ANONYMOUS_CALLER)).toEqual(['UNAUTHENTICATED']);
    expect(await refused('eventCreate', { ...meeting, countryGroupCode: null }, admin)).toEqual([]);
  });

  it('cannot be moved to or from a group that the caller does not manage', async () => {
    const mine = await make();
    const move = { id: mine.id, version: 1, countryGroupCode: 'ML' };
    expect(await refused('eventEdit', move)).toEqual(['FORBIDDEN']);
    expect(await refused('eventEdit', { ...move, countryGroupCode: null })).toEqual(['FORBIDDEN']);
    expect(await refused('eventEdit', move, managerOf('ML'))).toEqual(['FORBIDDEN']);
    expect(await refused('eventEdit', move, managerOf('MG', 'ML'))).toEqual([]);
    for (const mutation of ['eventCancel', 'eventHeld', 'eventPostpone'])
      expect(await refused(mutation, { id: mine.id, version: 2 })).toEqual(['FORBIDDEN']);
  });

  it.each([
    ['DATES_INVALID', { endDate: '2027-03-09' }],
    ['DATE_INVALID', { startDate: '0001-01-01' }],
    ['DATE_INVALID', { endDate: '9999-12-31' }],
    ['DATES_INVALID', { startTime: '14:00', endTime: '13:00' }],
    ['DEADLINE_INVALID', { registrationDeadline: '2027-03-11' }],
    // Clocks pass over 02:30, so that it is 03:30.
    ['DATES_INVALID', { startDate: '2027-03-28', startTime: '02:30', endTime: '03:00' }],
    ['TIME_ZONE_INVALID', { timeZone: 'Europe/Lutece' }],
    ['TIME_ZONE_INVALID', { timeZone: 'europe/paris' }],
    ['TIME_ZONE_INVALID', { timeZone: '+01:00' }],
    ['TIME_ZONE_INVALID', { timeZone: 'CET' }],
    ['TIME_ZONE_INVALID', { timeZone: '' }],
    ['PLACE_NEEDED', { mode: 'IN_PERSON' }],
    ['PLACE_NEEDED', { mode: 'HYBRID' }],
    ['STATUS_INVALID', { status: 'CANCELLED' }],
    ['STATUS_INVALID', { status: 'HELD' }],
    ['TEXT_INVALID', { titleFr: '' }],
    ['TEXT_INVALID', { place: 'two\nlines' }],
    ['COUNTRY_UNKNOWN', { countryCodes: ['XX'] }],
    ['COUNTRIES_INVALID', { countryCodes: ['MG', 'MG'] }],
  ])('is refused with %s: %j', async (code, wrong) => {
    expect(await refused('eventCreate', { ...meeting, ...wrong })).toEqual([code]);
  });

  it('needs a well-formed group code', async () => {
    expect(await refused('eventCreate', { ...meeting, countryGroupCode: 'm g' }, admin)).toEqual([
      'GROUP_INVALID',
    ]);
  });

  it('can be created without a place while only its date is known', async () => {
    const event = await make({ mode: 'IN_PERSON', status: 'SAVE_THE_DATE' });
    const edit = { id: event.id, version: 1, isScheduled: true };
    expect(await refused('eventEdit', edit)).toEqual(['PLACE_NEEDED']);
    const { event: edited } = await writer.send('eventEdit', EVENT, { ...edit, place: 'Lyon' }, madagascar);
    expect(edited).toMatchObject({ status: 'SCHEDULED', place: 'Lyon', version: 2 });
  });

  it('is edited: absent fields stay, null clears', async () => {
    const event = await make({ startTime: '10:00', place: 'En ligne' });
    const edit = { id: event.id, version: 1, startTime: null, titleFr: 'Autre titre' };
    const { event: edited } = await writer.send('eventEdit', EVENT, edit, madagascar);
    expect(edited).toMatchObject({ startTime: null, place: 'En ligne', title: 'Autre titre', version: 2 });
    expect(await refused('eventEdit', { id: event.id, version: 2, startDate: '2027-03-11' })).toEqual([
      'DATES_INVALID',
    ]);
    expect(await refused('eventEdit', { id: event.id, version: 2, titleFr: null })).toEqual(['VALUE_NEEDED']);
    expect(await refused('eventEdit', { id: event.id, version: 2 })).toEqual(['NOTHING_TO_CHANGE']);
    expect(await refused('eventEdit', { id: newId('Event'), version: 2, place: 'x' })).toEqual(['NOT_FOUND']);
  });

  it('is postponed, to a day or to none, and cancelled for ever', async () => {
    const { id } = await make({ registrationDeadline: '2027-03-01' });
    const step = async (mutation: string, version: number, more: object = {}) => {
      const { event, problems } = await writer.send(mutation, EVENT, { id, version, ...more }, madagascar);
      if (!event) expect(problems[0]!.field).not.toEqual([]);
      return event ?? problems[0]!.code;
    };
    expect(await step('eventPostpone', 1, { startDate: '2027-03-09' })).toBe('DATES_INVALID');
    expect(await step('eventPostpone', 1, { endDate: '2027-03-12' })).toBe('VALUE_NEEDED');
    expect(await step('eventPostpone', 1, { reason: 'Grève' })).toMatchObject({
      status: 'POSTPONED',
      startDate: '2027-03-10',
      statusReason: 'Grève',
      isUpcoming: false,
    });
    expect(await step('eventPostpone', 2)).toBe('STATUS_INVALID');
    expect(await step('eventPostpone', 2, { startDate: '2027-04-10', endDate: '2027-04-11' })).toMatchObject({
      status: 'SCHEDULED',
      startDate: '2027-04-10',
      endDate: '2027-04-11',
      registrationDeadline: '2027-03-01',
    });
    expect(await step('eventHeld', 3)).toBe('STATUS_INVALID');
    expect(await step('eventCancel', 3, { reason: 'Faute de quorum' })).toMatchObject({
      status: 'CANCELLED',
    });
    for (const mutation of ['eventCancel', 'eventPostpone', 'eventHeld'])
      expect(await step(mutation, 4)).toBe('STATUS_INVALID');
    expect(await step('eventPostpone', 4, { startDate: '2028-01-01' })).toBe('STATUS_INVALID');
    expect(await step('eventEdit', 4, { titleFr: 'Autre' })).toBe('STATUS_INVALID');
    expect((await writer.auditOf(id)).map(({ operation }) => operation)).toEqual([
      'eventCreate',
      'eventPostpone',
      'eventPostpone',
      'eventCancel',
    ]);
  });

  it('can be marked as held once it has begun, and stays so', async () => {
    const { id } = await make({ startDate: '2026-01-15' });
    expect(await refused('eventHeld', { id, version: 1 })).toEqual([]);
    for (const mutation of ['eventHeld', 'eventCancel', 'eventPostpone'])
      expect(await refused(mutation, { id, version: 2 })).toEqual(['STATUS_INVALID']);
    await make({ startDate: '2026-01-15', status: 'HELD' });
  });

  it('is checked by the database, too', async () => {
    const { id } = await make();
    const client = await writer.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('passerelle.actor', 'somebody', true)`);
      await client.query(`UPDATE event SET status = 'CANCELLED' WHERE id = $1`, [id]);
      await expect(
        client.query(`UPDATE event SET status = 'SCHEDULED' WHERE id = $1`, [id]),
      ).rejects.toMatchObject({ constraint: 'event_transition' });
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });

  it('is changed by one of fifty concurrent calls of any mutation', async () => {
    const { id } = await make();
    const asked = ['eventCancel', 'eventPostpone', 'eventEdit'];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        refused(asked[at % 3]!, { id, version: 1, ...(at % 3 === 2 && { titleFr: `Titre ${at}` }) }),
      ),
    );
    expect(answers.filter((codes) => !codes.length)).toHaveLength(1);
    expect(new Set(answers.flat())).toEqual(new Set(['VERSION_CONFLICT']));
    expect(await writer.auditOf(id)).toHaveLength(2);
  });

  it('of a source that people changed is left alone by loads', async () => {
    const { events: list } = await dataOf(
      '{ events(first: 50, filter: { countryGroup: { in: ["MG"] }, status: { in: [UNKNOWN, HELD] } }) { nodes { id version } } }',
    );
    const { id, version } = list.nodes.find((event: { version: number }) => event.version === 0);
    const read = async () =>
      (
        await dataOf(
          'query ($id: ID!) { event(id: $id) { note version provenance { sources { title } asOf confidence } } }',
          { id },
        )
      ).event;
    const before = await read();
    expect(await refused('eventEdit', { id, version, note: 'Seen by its managers.' })).toEqual([]);
    await loadAgain(events);
    const event = await read();
    expect(event).toMatchObject({ note: 'Seen by its managers.', version: 1 });
    const { asOf, confidence } = before.provenance;
    expect(event.provenance).toMatchObject({ asOf, confidence });
    expect(event.provenance.sources.at(-1)).toEqual({ title: 'Entered in Passerelle by the country group' });
  });

  it('on which sources differ keeps their values after a new value is entered', async () => {
    const { id } = await make();
    const said = { value: '2027-03-10', source: { title: 'A page', url: null, licence: null } };
    await writer.pool.query('UPDATE event SET conflicts = $2 WHERE id = $1', [
      id,
      JSON.stringify([{ field: 'endDate', values: [said] }]),
    ]);
    const edit = (version: number, more: object) => refused('eventEdit', { id, version, ...more });
    expect(await edit(1, { titleFr: 'Autre titre' })).toEqual([]);
    expect(await edit(2, { endDate: '2027-03-11' })).toEqual([]);
    const { event } = await dataOf(
      'query ($id: ID!) { event(id: $id) { conflicts { field values { value source { title } } } } }',
      { id },
    );
    expect(event.conflicts).toEqual([
      {
        field: 'endDate',
        values: [
          { value: '2027-03-11', source: { title: 'Entered in Passerelle by the country group' } },
          { value: '2027-03-10', source: { title: 'A page' } },
        ],
      },
    ]);
  });

  it('that is sent twice is created once', async () => {
    const input = { ...meeting, titleFr: 'Deux fois', clientMutationId: 'event-twice' };
    const send = () => writer.send('eventCreate', EVENT, input, madagascar);
    const [first, second] = await Promise.all([send(), send()]);
    expect(second).toEqual(first);
    expect(await refused('eventCreate', { ...input, titleFr: 'Trois fois' })).toEqual([
      'CLIENT_MUTATION_ID_REUSED',
    ]);
    const { events: list } = await dataOf('{ events(filter: { text: "deux fois" }) { totalCount } }');
    expect(list.totalCount).toBe(1);
  });
});

describe.each([
  ['newsItem', 'newsItems', NEWS, news],
  ['resource', 'resources', RESOURCE, film],
] as const)('%s', (one, many, selection, shape) => {
  const listed = async (text: string) =>
    (
      await dataOf(
        `query ($text: String) { ${many}(filter: { text: $text, countryGroup: { in: ["MG"] } }) { totalCount } }`,
        { text },
      )
    )[many].totalCount;

  it('is published, edited and withdrawn by managers of its group alone', async () => {
    const word = `mot${one.toLowerCase()}`;
    const input = { ...shape, titleFr: `Titre ${word}`, themeCodes: ['ENV'], countryCodes: ['MG'] };
    expect(await refused(`${one}Publish`, input, managerOf('ML'))).toEqual(['FORBIDDEN']);
    expect(await refused(`${one}Publish`, { ...input, countryGroupCode: null })).toEqual(['FORBIDDEN']);
    expect(await refused(`${one}Publish`, input, somebody('REVIEWER'))).toEqual(['FORBIDDEN']);
    const { [one]: made, asOf } = await writer.send(`${one}Publish`, selection, input, madagascar);
    expect(made).toMatchObject({ version: 1, withdrawnAt: null, countryGroup: { code: 'MG' } });
    expect(typeof asOf).toBe('string');
    expect(await listed(word)).toBe(1);
    const edit = { id: made.id, version: 1, titleFr: `Autre ${word}` };
    expect(await refused(`${one}Edit`, edit, managerOf('ML'))).toEqual(['FORBIDDEN']);
    expect(await refused(`${one}Edit`, { ...edit, countryGroupCode: 'ML' })).toEqual(['FORBIDDEN']);
    expect(await refused(`${one}Edit`, { id: made.id, version: 1 })).toEqual(['NOTHING_TO_CHANGE']);
    expect(await refused(`${one}Edit`, { ...edit, url: null })).toEqual(['VALUE_NEEDED']);
    expect(await refused(`${one}Edit`, edit)).toEqual([]);
    expect(await refused(`${one}Edit`, edit)).toEqual(['VERSION_CONFLICT']);
    const withdraw = { id: made.id, version: 2 };
    expect(await refused(`${one}Withdraw`, withdraw, managerOf('ML'))).toEqual(['FORBIDDEN']);
    const { [one]: withdrawn } = await writer.send(`${one}Withdraw`, selection, withdraw, madagascar);
    expect(withdrawn).toMatchObject({ version: 3, withdrawnAt: expect.any(String) });
    expect(await listed(word)).toBe(0);
    expect(await refused(`${one}Withdraw`, { id: made.id, version: 3 })).toEqual(['WITHDRAWN']);
    expect(await refused(`${one}Edit`, { ...edit, version: 3 })).toEqual(['WITHDRAWN']);
    expect(await writer.operationsOf(made.id)).toEqual(['CREATED', 'UPDATED', 'CLOSED']);
  });

  it('of no group is published by administrators', async () => {
    expect(await refused(`${one}Publish`, { ...shape, countryGroupCode: undefined }, admin)).toEqual([]);
  });

  it.each([
    ['TEXT_INVALID', { titleFr: 'a\u0007' }],
    ['THEME_UNKNOWN', { themeCodes: ['NONE'] }],
    ['THEMES_INVALID', { themeCodes: ['ENV', 'ENV'] }],
    ['COUNTRY_UNKNOWN', { countryCodes: ['QQ'] }],
    ['DATE_INVALID', one === 'newsItem' ? { publishedOn: '2999-01-01' } : { date: '2999' }],
    ['DATE_INVALID', one === 'newsItem' ? { publishedOn: '0001-01-01' } : { date: '0001' }],
    ['URL_INVALID', { url: 'https://user:pw@example.org/' }],
    ['URL_INVALID', { url: 'https://user@example.org/' }],
    [
      'URL_INVALID',
      one === 'newsItem'
        ? { documents: [{ title: 'A', url: 'https://:pw@example.org/a.pdf' }] }
        : { url: 'https://:pw@example.org/' },
    ],
    [
      one === 'newsItem' ? 'DOCUMENTS_INVALID' : 'LANGUAGE_UNKNOWN',
      one === 'newsItem'
        ? { documents: Array.from({ length: 21 }, () => ({ title: 'A', url: 'https://example.org' })) }
        : { contentLanguage: 'French' },
    ],
  ])('is refused with %s: %j', async (code, wrong) => {
    expect(await refused(`${one}Publish`, { ...shape, ...wrong })).toEqual([code]);
  });

  it('is edited by one of fifty concurrent calls', async () => {
    const { [one]: made } = await writer.send(`${one}Publish`, selection, shape, madagascar);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        refused(`${one}Edit`, { id: made.id, version: 1, titleFr: `T ${at}` }),
      ),
    );
    expect(answers.filter((codes) => !codes.length)).toHaveLength(1);
    expect(new Set(answers.flat())).toEqual(new Set(['VERSION_CONFLICT']));
  });
});
