import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openPool } from '#kernel/database';
import { newId } from '#kernel/values';
import { authorities, cooperations, events } from '#subgraphs';
import { GRAPH, ask, dataOf } from '../../support/graph.js';
import { Listener, RequestWriter, insertRequest } from '../../support/subscription-clients.js';
import { FACT } from '../../support/random-writes/write-context.js';
import { eventually } from '../../support/workplace.js';

const SECRET = process.env.TEST_SECRET!;
const DATABASE = process.env.TEST_DATABASE!;
const CHANGED = `subscription ($themes: [ID!], $countries: [CountryCode!], $after: String) {
  cooperationRequestChanged(themes: $themes, countries: $countries, after: $after) {
    cursor operation entityId changedAt
    cooperationRequest { id need(lang: FR) note country { name(lang: EN) } themes { name(lang: EN) } }
  }
}`;
const writer = new RequestWriter(cooperations, DATABASE, SECRET);
const listeners: Listener[] = [];

const clients = [
  ['a socket', Listener.socket],
  ['server-sent events', Listener.events],
] as const;

function listen(open: (typeof clients)[number][1], query = CHANGED, variables: Record<string, unknown> = {}) {
  const listener = open(GRAPH, query, variables);
  listeners.push(listener);
  return listener;
}

afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.leave()));
});
afterAll(() => writer.clear());

const changes = (told: Awaited<ReturnType<Listener['take']>>) =>
  told.map(({ data, errors }) => {
    expect(errors).toBeUndefined();
    return data.cooperationRequestChanged;
  });

describe.each(clients)('over %s, a subscription', (_, open) => {
  it('returns what is committed, with fields of other subgraphs', async () => {
    const listener = listen(open, CHANGED, { after: await writer.now() });
    const id = await writer.create();
    await writer.change(id, 'urgent');
    await writer.remove(id);
    const [created, updated, deleted] = changes(await listener.take(3));
    expect(created).toMatchObject({ operation: 'CREATED', entityId: id });
    expect(updated).toMatchObject({ operation: 'UPDATED', entityId: id });
    expect(deleted).toMatchObject({ operation: 'DELETED', entityId: id, cooperationRequest: null });
    expect(Date.parse(created.changedAt)).toBeGreaterThan(Date.now() - 60_000);

    const other = await writer.create({ country: 'SN', themes: ['CUL'], need: 'un festival' });
    const [told] = changes(await listener.take(1));
    expect(told.cooperationRequest).toEqual({
      id: other,
      need: 'un festival',
      note: null,
      country: { name: 'Senegal' },
      themes: [{ name: (await dataOf('{ theme(code: "CUL") { name(lang: EN) } }')).theme.name }],
    });
  });

  it('begins at the current end of the outbox', async () => {
    const id = await writer.create();
    const listener = listen(open);
    // Clients get no message when a subscription has begun.
    let note = 0;
    while (!listener.results.length) {
      await writer.change(id, String((note += 1)));
      await sleep(30);
    }
    const [first] = changes(await listener.take(1));
    // No event of older entities. The creation itself may come: the end of the outbox is read a moment later.
    expect(first.entityId).toBe(id);
  });

  it('resumes after a cursor, with each change once', async () => {
    const start = await writer.now();
    const first = listen(open, CHANGED, { after: start });
    const ids = [await writer.create(), await writer.create()];
    const received = changes(await first.take(2));
    await first.leave();
    for (let count = 0; count < 5; count += 1) await writer.change(ids[count % 2]!, `${count}`);
    const second = listen(open, CHANGED, { after: received[0].cursor });
    received.splice(1);
    received.push(...changes(await second.take(6)));
    await sleep(100);
    expect(second.results).toEqual([]);
    expect(received.map(({ entityId }) => entityId)).toEqual([
      ids[0],
      ids[1],
      ...[0, 1, 0, 1, 0].map((at) => ids[at]),
    ]);
    expect(new Set(received.map(({ cursor }) => cursor)).size).toBe(received.length);
  });

  it('ignores what is rolled back, and returns a transaction as a whole', async () => {
    const listener = listen(open, CHANGED, { after: await writer.now() });
    const gone = newId('CooperationRequest');
    await writer.transaction((client) => insertRequest(client, gone), 'ROLLBACK');
    const id = await writer.create();
    // It begins first and commits last: a reader that orders by the sequence alone has passed it by then.
    const open1 = await writer.pool.connect();
    await open1.query('BEGIN');
    await open1.query('UPDATE cooperation_request SET note = $2 WHERE id = $1', [id, 'first']);
    const later = await writer.create();
    await sleep(300);
    expect(changes(await listener.take(1))).toMatchObject([{ entityId: id, operation: 'CREATED' }]);
    expect(listener.results).toEqual([]);
    await open1.query('UPDATE cooperation_request SET note = $2 WHERE id = $1', [id, 'again']);
    await open1.query('COMMIT');
    open1.release();
    expect(changes(await listener.take(2))).toMatchObject([
      { entityId: id, operation: 'UPDATED', cooperationRequest: { note: 'again' } },
      { entityId: later, operation: 'CREATED' },
    ]);
    await sleep(100);
    expect(listener.results).toEqual([]);
  });

  it('is refused when there is nothing to subscribe to', async () => {
    for (const [query, code] of [
      ['subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
      ['subscription {', 'GRAPHQL_PARSE_FAILED'],
      ['subscription { cooperationRequestChanged(after: "x.y") { cursor } }', 'BAD_USER_INPUT'],
      ['subscription { cooperationRequestChanged(countries: ["Bénin"]) { cursor } }', 'BAD_USER_INPUT'],
      ['subscription { entityChanged(ids: []) { cursor } }', 'BAD_USER_INPUT'],
      ['subscription { entityChanged(ids: ["nobody"]) { cursor } }', 'BAD_USER_INPUT'],
    ] as const) {
      const listener = listen(open, query);
      const { errors = listener.results[0]?.errors } = await listener.ended();
      expect({ query, code: errors?.map(({ extensions }) => extensions.code) }).toEqual({
        query,
        code: [code],
      });
      expect(listener.results[0]?.data).toBeUndefined();
    }
  });
});

describe('filters', () => {
  const idsOf = async (listener: Listener, count: number) =>
    changes(await listener.take(count)).map(({ entityId }) => entityId);

  it('are applied by the server: countries, themes with all below them', async () => {
    const after = await writer.now();
    const inBenin = listen(Listener.socket, CHANGED, { after, countries: ['BJ', 'TG'] });
    const onWater = listen(Listener.socket, CHANGED, { after, themes: ['ENV'] });
    const both = listen(Listener.events, CHANGED, { after, themes: ['ENV-WATER'], countries: ['SN'] });
    const waterInBenin = await writer.create({ country: 'BJ', themes: ['ENV-WATER'] });
    const cultureInBenin = await writer.create({ country: 'BJ', themes: ['CUL'] });
    const waterInSenegal = await writer.create({ country: 'SN', themes: ['ENV-WATER', 'EDU'] });
    const nothingInMali = await writer.create({ country: 'ML', themes: [] });
    await writer.remove(nothingInMali);
    expect(await idsOf(inBenin, 3)).toEqual([waterInBenin, cultureInBenin, nothingInMali]);
    expect(await idsOf(onWater, 3)).toEqual([waterInBenin, waterInSenegal, nothingInMali]);
    expect(await idsOf(both, 2)).toEqual([waterInSenegal, nothingInMali]);
  });

  it('return one more event when a request leaves its theme or its country', async () => {
    const id = await writer.create({ country: 'BJ', themes: ['ENV-WATER'] });
    const after = await writer.now();
    const onWater = listen(Listener.socket, CHANGED, { after, themes: ['ENV'] });
    const onCulture = listen(Listener.socket, CHANGED, { after, themes: ['CUL'] });
    const inBenin = listen(Listener.events, CHANGED, { after, countries: ['BJ'] });
    const set = (column: string, value: unknown) =>
      writer.transaction((client) =>
        client.query(`UPDATE cooperation_request SET ${column} = $2 WHERE id = $1`, [id, value]),
      );
    await set('theme_codes', ['CUL']);
    await set('country_code', 'SN');
    await set('theme_codes', ['EDU']);
    const end = await writer.create({ country: 'BJ', themes: ['ENV-WATER', 'CUL'] });
    expect(await idsOf(onWater, 2)).toEqual([id, end]);
    expect(await idsOf(onCulture, 4)).toEqual([id, id, id, end]);
    expect(await idsOf(inBenin, 3)).toEqual([id, id, end]);
  });

  it('of events: groups and countries', async () => {
    const pool = openPool(events, { url: DATABASE, secret: SECRET, poolSize: 1 });
    const query = `subscription ($countryGroups: [ID!], $countries: [CountryCode!]) {
      eventChanged(countryGroups: $countryGroups, countries: $countries) { operation entityId event { title countryGroup { name } } } }`;
    const ofGroup = listen(Listener.socket, query, { countryGroups: ['BJ'] });
    const ofCountry = listen(Listener.socket, query, { countries: ['SN'] });
    const write = async (group: string | null, countries: string[]) => {
      const id = newId('Event');
      await pool.query(
        `INSERT INTO event (id, kind, title_fr, start_date, end_date, time_zone, mode, country_group_code, country_codes, status, conflicts, search_text, sources, confidence)
         VALUES ($1, 'WEBINAR', 'essai', '2026-05-01', '2026-05-02', 'Europe/Paris', 'ONLINE', $2, $3, 'SCHEDULED', '[]', '', ${FACT})`,
        [id, group, countries],
      );
      return id;
    };
    const born: string[] = [];
    try {
      while (!ofGroup.results.length || !ofCountry.results.length) {
        born.push(await write('BJ', ['BJ', 'SN']));
        await sleep(30);
      }
      for (const listener of [ofGroup, ofCountry]) {
        await eventually(born.at(-1), () => listener.results.at(-1)!.data.eventChanged.entityId);
        listener.results.length = 0;
      }
      const [inGroup, inCountry] = [await write('BJ', ['BJ']), await write(null, ['SN', 'ML'])];
      born.push(inGroup, inCountry, await write('SN', ['MA']));
      expect((await ofGroup.take(1))[0]!.data.eventChanged).toMatchObject({
        operation: 'CREATED',
        entityId: inGroup,
        event: { title: 'essai', countryGroup: { name: expect.stringMatching(/Bénin/) } },
      });
      expect((await ofCountry.take(1))[0]!.data.eventChanged).toMatchObject({ entityId: inCountry });
      await sleep(100);
      expect([ofGroup.results, ofCountry.results]).toEqual([[], []]);
    } finally {
      await pool.query('DELETE FROM event WHERE id = ANY($1)', [born]);
      await pool.end();
    }
  });
});

describe('changes of entities', () => {
  const query = `subscription ($ids: [ID!]!, $after: String) { entityChanged(ids: $ids, after: $after) {
    cursor type entityId operation changedAt
    entity { id ... on CooperationRequest { note country { code } } ... on Authority { name region { name } } }
  } }`;
  const pool = openPool(authorities, { url: DATABASE, secret: SECRET, poolSize: 1 });
  afterAll(async () => {
    // As shipped: other tests use the same database.
    await pool.query("UPDATE authority SET website = NULL WHERE website LIKE 'https://0.%.example'");
    await pool.end();
  });

  it('come from every subgraph that owns one of the types, with one cursor', async () => {
    const request = await writer.create();
    const { data } = await ask('{ authority(inseeCode: "69123") { id name } }');
    const { id: authority, name } = data.authority;
    const touch = () =>
      pool.query('UPDATE authority SET website = $2 WHERE id = $1', [
        authority,
        `https://${Math.random()}.example`,
      ]);
    const first = listen(Listener.socket, query, { ids: [request, authority.toUpperCase()] });
    while (!first.results.length) {
      await touch();
      await sleep(30);
    }
    const { rows } = await pool.query<{ at: Date }>(
      'SELECT changed_at AS at FROM change WHERE entity_id = $1 ORDER BY transaction DESC, number DESC LIMIT 1',
      [authority],
    );
    await eventually(rows[0]!.at.toISOString(), () => first.results.at(-1)!.data.entityChanged.changedAt);
    const last = (await first.take(first.results.length)).at(-1)!.data.entityChanged;
    expect(last).toMatchObject({
      type: 'Authority',
      entityId: authority,
      entity: { name, region: { name: expect.any(String) } },
    });
    await first.leave();

    await writer.change(request, 'one');
    await touch();
    await writer.change(request, 'two');
    const second = listen(Listener.socket, query, { ids: [request, authority], after: last.cursor });
    const told = (await second.take(3)).map(({ data: one }) => one.entityChanged);
    expect(told.map(({ type }) => type).sort()).toEqual([
      'Authority',
      'CooperationRequest',
      'CooperationRequest',
    ]);
    const requests = told.filter(({ type }) => type === 'CooperationRequest');
    expect(requests.at(-1)).toMatchObject({
      operation: 'UPDATED',
      entity: { note: 'two', country: { code: 'BJ' } },
    });
    await sleep(100);
    expect(second.results).toEqual([]);

    // Whatever cursor a client resumes after: nothing is missed, nothing comes twice.
    for (const [at, { cursor }] of told.entries()) {
      const again = listen(Listener.events, query, { ids: [request, authority], after: cursor });
      if (at < 2) await again.take(2 - at);
      await sleep(100);
      expect(again.results).toEqual([]);
    }
  });

  it('for unknown values are silent until there is an event', async () => {
    const id = newId('CooperationRequest');
    const listener = listen(Listener.socket, query, { ids: [id], after: await writer.now() });
    await writer.transaction((client) => insertRequest(client, id));
    await writer.remove(id);
    const told = (await listener.take(2)).map(({ data }) => data.entityChanged);
    expect(told).toMatchObject([
      { operation: 'CREATED', entityId: id },
      { operation: 'DELETED', entityId: id, entity: null },
    ]);
  });
});

describe('cursors', () => {
  it('of changes and of search are accepted', async () => {
    const { data } = await ask(
      '{ changes(types: ["CooperationRequest"], first: 3) { nodes { entityId } pageInfo { endCursor } } }',
    );
    const listener = listen(Listener.socket, CHANGED, { after: data.changes.pageInfo.endCursor });
    const told = changes(await listener.take(5));
    const rest = await ask(
      `query ($after: String!) { changes(types: ["CooperationRequest"], after: $after, first: 5) { nodes { entityId operation } } }`,
      { after: data.changes.pageInfo.endCursor },
    );
    expect(told.map(({ entityId, operation }) => ({ entityId, operation }))).toEqual(rest.data.changes.nodes);
  });

  it('of another subgraph, and of another server, are refused', async () => {
    const other = await ask('{ changes(types: ["Theme"], first: 1) { pageInfo { endCursor } } }');
    const beyond = writer.cursor({ transaction: String(2n ** 40n), number: '1' });
    for (const [after, message] of [
      [other.data.changes.pageInfo.endCursor, /un curseur donné par cet abonnement/],
      [beyond, /avant la restauration/],
    ]) {
      const { errors } = await listen(Listener.socket, CHANGED, { after }).ended();
      expect(errors).toMatchObject([
        {
          message: expect.stringMatching(message),
          extensions: { code: 'BAD_USER_INPUT', argument: 'after' },
        },
      ]);
    }
  });

  it('from the start of the outbox return everything in it', async () => {
    const start = writer.cursor({ transaction: '0', number: '0' });
    const { rows } = await writer.pool.query<{ id: string }>(
      `SELECT entity_id AS id FROM change WHERE type = 'CooperationRequest' ORDER BY transaction, number`,
    );
    const listener = listen(Listener.socket, CHANGED, { after: start });
    const told = changes(await listener.take(rows.length));
    expect(told.map(({ entityId }) => entityId)).toEqual(rows.map(({ id }) => id));
  });
});

it('an error of one event is not repeated with the next ones', async () => {
  // An invalid cursor of a list inside an event fails once in each event.
  const query = `subscription ($after: String) { cooperationRequestChanged(after: $after) {
    entityId cooperationRequest { country { cooperationRequests(first: 1, after: "wrong.cursor") { totalCount } } } } }`;
  const listener = listen(Listener.socket, query, { after: await writer.now() });
  for (let count = 0; count < 3; count += 1) await writer.create();
  for (const { errors } of await listener.take(3))
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});

beforeAll(async () => {
  // The first one pays for plans.
  await dataOf('{ themes(first: 1) { nodes { id } } }');
});
