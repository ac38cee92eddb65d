import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPool } from '#kernel/database';
import { makeId, newId } from '#kernel/values';
import { expertises as subgraph } from '#subgraphs';
import { expertises, facts, themes } from '../../support/search/facts.js';
import { ask, dataOf } from '../../support/graph.js';

describe('label programmes', () => {
  it('are a list like the others', async () => {
    const data = await dataOf(`{
      labelProgrammes { totalCount nodes { code launchedOn predecessor { code } successor { code } labels { totalCount absence { reason } } sessions { nodes { heldOn labels { totalCount } } } } }
      one: labelProgrammes(filter: { code: { in: ["PACT3"] } }) { nodes { code } }
      others: labelProgrammes(filter: { code: { notIn: ["PACT3"] } }, orderBy: [{ field: CODE, direction: DESC }]) { nodes { code } }
      last: labelProgrammes(filter: { hasSuccessor: false }) { nodes { code } }
      page: labelProgrammes(first: 1) { pageInfo { hasNextPage } nodes { code } }
    }`);
    const codes = ['PACT2', 'PACT3', 'EXPE_CT'];
    expect(data.labelProgrammes.totalCount).toBe(3);
    expect(data.labelProgrammes.nodes.map(({ code }: any) => code)).toEqual(codes);
    expect(data.labelProgrammes.nodes.map(({ predecessor }: any) => predecessor?.code ?? null)).toEqual([
      null,
      'PACT2',
      'PACT3',
    ]);
    expect(data.labelProgrammes.nodes.map(({ successor }: any) => successor?.code ?? null)).toEqual([
      'PACT3',
      'EXPE_CT',
      null,
    ]);
    for (const { labels } of data.labelProgrammes.nodes)
      expect(labels).toEqual({ totalCount: 0, absence: { reason: 'NOT_PUBLISHED' } });
    expect(data.labelProgrammes.nodes[2].sessions.nodes).toEqual([
      { heldOn: '2022-01-27', labels: { totalCount: 0 } },
    ]);
    expect(data.one.nodes).toEqual([{ code: 'PACT3' }]);
    expect(data.others.nodes).toEqual([{ code: 'PACT2' }, { code: 'EXPE_CT' }]);
    expect(data.last.nodes).toEqual([{ code: 'EXPE_CT' }]);
    expect(data.page).toEqual({ pageInfo: { hasNextPage: true }, nodes: [{ code: 'PACT2' }] });
  });
});

describe('goals and purpose codes', () => {
  it('have ids, and are found by them', async () => {
    const goal = makeId('SustainableDevelopmentGoal', '6');
    const sector = makeId('DacSector', '14020');
    const data = await dataOf(
      `query ($goal: ID!, $sector: ID!) {
        nodes(ids: [$goal, $sector]) { __typename id ... on SustainableDevelopmentGoal { code } ... on DacSector { name(lang: EN) } }
        sustainableDevelopmentGoal(id: $goal) { code themes { code } }
        byNumber: sustainableDevelopmentGoal(code: 6) { id }
        dacSector(id: $sector) { code }
        byCode: dacSector(code: "14020") { id }
      }`,
      { goal, sector },
    );
    expect(data.nodes).toMatchObject([
      { __typename: 'SustainableDevelopmentGoal', id: goal, code: 6 },
      { __typename: 'DacSector', id: sector },
    ]);
    expect(data.nodes[1].name.length).toBeGreaterThan(3);
    expect(data.sustainableDevelopmentGoal.code).toBe(6);
    expect(data.byNumber.id).toBe(goal);
    expect(data.dacSector.code).toBe('14020');
    expect(data.byCode.id).toBe(sector);
  });

  it.each([
    ['neither', '{ sustainableDevelopmentGoal { id } }', 'code'],
    ['both', `{ dacSector(code: "14020", id: "${makeId('DacSector', '14020')}") { id } }`, 'code'],
    ['an id of another type', `{ dacSector(id: "${makeId('Theme', 'ENV')}") { id } }`, 'id'],
    ['a number out of range', '{ sustainableDevelopmentGoal(code: 18) { id } }', 'code'],
  ])('refuses %s', async (_, query, argument) => {
    const { errors } = await ask(query);
    expect(errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });

  it('goals are a list like the others', async () => {
    const data = await dataOf(`{
      all: sustainableDevelopmentGoals { totalCount nodes { code } }
      some: sustainableDevelopmentGoals(filter: { code: { gte: 3, lte: 6 } }, orderBy: [{ field: CODE, direction: DESC }]) { nodes { code } }
      mapped: sustainableDevelopmentGoals(filter: { hasTheme: true }) { nodes { code } }
      page: sustainableDevelopmentGoals(last: 2) { nodes { code } }
    }`);
    expect(data.all.totalCount).toBe(17);
    expect(data.all.nodes.map(({ code }: any) => code)).toEqual(
      Array.from({ length: 17 }, (_, index) => index + 1),
    );
    expect(data.some.nodes.map(({ code }: any) => code)).toEqual([6, 5, 4, 3]);
    expect(data.mapped.nodes.map(({ code }: any) => code)).toEqual(
      [...new Set(themes.flatMap(({ sdgs }) => sdgs))].sort((a, b) => a - b),
    );
    expect(data.page.nodes.map(({ code }: any) => code)).toEqual([16, 17]);
  });
});

describe('themes', () => {
  it('by level, with bounds', async () => {
    const data = await dataOf(
      '{ heads: themes(filter: { level: { lte: 1 } }) { totalCount } below: themes(filter: { level: { gte: 2 } }) { totalCount } }',
    );
    expect(data.heads.totalCount).toBe(5);
    expect(data.heads.totalCount + data.below.totalCount).toBe(themes.length);
  });

  it('state that the mapping is not official', async () => {
    const data = await dataOf('{ theme(code: "ENV-WATER") { mappingNote } }');
    expect(data.theme.mappingNote).toBe(
      'The mapping to purpose codes and goals was made for this graph; it is not official.',
    );
  });
});

describe('remarks', () => {
  const files = ['themes', 'label-programmes', 'committee-sessions'];
  const remarks = files.flatMap((file) =>
    facts<Record<string, string | null>>('expertises', file).flatMap((row) =>
      [row.note, row.mappingNote].filter((text) => typeof text === 'string'),
    ),
  );
  it.each([...new Set(remarks)])('%s', (text) => {
    expect(text).toMatch(/^[A-Z].*\.$/);
    expect(text).not.toMatch(/validUntil|heldOn|submissionsBefore|nullable|derived by us/);
  });
});

describe('why a list of expertises is empty', () => {
  const absence = async (filter: string, lang = 'en') =>
    (
      await dataOf(
        `{ expertises(filter: ${filter}) { totalCount absence { reason explanation } } }`,
        {},
        { 'accept-language': lang },
      )
    ).expertises;

  it.each([
    ['a language', '{ language: { in: ["en"] } }', /working languages/],
    ['a way to mobilise', '{ mobilisation: { in: [REMOTE] } }', /terms of mobilisation/],
    ['a label', '{ basis: { in: [LABELLED] } }', /no public source names a holder/],
    ['a declaration', '{ basis: { in: [DECLARED] } }', /declare/],
    ['a label or a declaration', '{ basis: { in: [LABELLED, DECLARED] } }', /holder.*declare/],
    ['anything but evidence', '{ basis: { notIn: [EVIDENCED] } }', /holder.*declare/],
    [
      'all of these',
      '{ and: [{ language: { in: ["en"] } }, { theme: { code: "ENV" } }] }',
      /working languages/,
    ],
    [
      'any of these, each of them unpublished',
      '{ or: [{ language: { in: ["en"] } }, { mobilisation: { in: [REMOTE] } }] }',
      /languages.*mobilisation/,
    ],
  ])('nobody published it: %s', async (_, filter, explanation) => {
    expect(await absence(filter)).toEqual({
      totalCount: 0,
      absence: { reason: 'NOT_PUBLISHED', explanation: expect.stringMatching(explanation) },
    });
  });

  it.each([
    [
      'one branch asks for what is published',
      '{ or: [{ language: { in: ["en"] } }, { theme: { code: "EDU-SPORT" }, country: { in: ["TV"] } }] }',
    ],
    [
      'evidence may be asked for beside it',
      '{ basis: { in: [LABELLED, EVIDENCED] }, country: { in: ["TV"] } }',
    ],
    ['known facts', '{ theme: { code: "EDU-SPORT" }, country: { in: ["TV"] } }'],
  ])('nothing matches: %s', async (_, filter) => {
    expect(await absence(filter)).toMatchObject({ totalCount: 0, absence: { reason: 'NO_MATCH' } });
  });

  it.each(['{ or: [] }', '{ language: { in: [] } }'])('nothing can match: %s', async (filter) =>
    expect(await absence(filter)).toMatchObject({ totalCount: 0, absence: { reason: 'IMPOSSIBLE' } }),
  );

  it('a negated condition on an unpublished fact leaves everything', async () => {
    for (const filter of [
      '{ language: { notIn: ["en"] } }',
      '{ mobilisation: { notIn: [REMOTE] } }',
      '{ not: { language: { in: ["en"] } } }',
      '{ basis: { notIn: [LABELLED] } }',
    ]) {
      expect(await absence(filter)).toEqual({ totalCount: expertises.length, absence: null });
    }
  });

  it('is given for nested lists, too, with one statement for all of them', async () => {
    const { data, errors, statistics } = await ask(
      `{ themes(first: 100) { nodes { code expertises(filter: { language: { in: ["en"] } }) { absence { reason } } } }
         authorities(first: 5, filter: { kind: { in: [COMMUNE] } }) { nodes { expertises { nodes { id } absence { reason } } labels { absence { reason } } } }
         country(code: "TV") { expertises { absence { reason } } }
         theme(code: "ENV") { expertises { absence { reason } } } }`,
    );
    expect(errors).toEqual([]);
    for (const { expertises: page } of data.themes.nodes) expect(page.absence.reason).toBe('NOT_PUBLISHED');
    for (const { expertises: page, labels } of data.authorities.nodes) {
      expect(page.absence?.reason ?? null).toBe(page.nodes.length ? null : 'NO_MATCH');
      expect(labels.absence.reason).toBe('NOT_PUBLISHED');
    }
    expect(data.country.expertises.absence.reason).toBe('NO_MATCH');
    expect(data.theme.expertises.absence).toBeNull();
    expect(statistics.bySubgraph.expertises).toBeLessThanOrEqual(10);
  });

  it('is not given for a page past the end', async () => {
    const query =
      'query ($after: String) { expertises(first: 100, after: $after, filter: { theme: { code: "ENV" } }) { nodes { id } pageInfo { endCursor } absence { reason } } }';
    const first = await dataOf(query);
    const past = await dataOf(query, { after: first.expertises.pageInfo.endCursor });
    expect(past.expertises).toMatchObject({ nodes: [], absence: null });
  });

  it('costs nothing when it is not selected', async () => {
    const without = await ask('{ expertises(filter: { language: { in: ["en"] } }) { nodes { id } } }');
    const withIt = await ask(
      '{ expertises(filter: { language: { in: ["en"] } }) { nodes { id } absence { reason } } }',
    );
    expect([without, withIt].map(({ statistics }) => statistics.sqlStatements)).toEqual([1, 2]);
  });
});

describe('why a list of labels is empty', () => {
  it('as long as there is no label, that is the reason for every filter', async () => {
    const data = await dataOf(
      `{ labels { absence { reason explanation } } theme: labels(filter: { theme: { code: "EDU" } }) { absence { reason } }
         expertises(first: 1) { nodes { labels { absence { reason } } } } }`,
    );
    expect(data.labels.absence).toEqual({
      reason: 'NOT_PUBLISHED',
      explanation: expect.stringMatching(/aucune source publique ne nomme un détenteur/),
    });
    expect(data.theme.absence.reason).toBe('NOT_PUBLISHED');
    expect(data.expertises.nodes[0].labels.absence.reason).toBe('NOT_PUBLISHED');
  });
});

describe('once there are labels', () => {
  const pool = openPool(subgraph, {
    url: process.env.TEST_DATABASE!,
    secret: process.env.TEST_SECRET!,
    poolSize: 1,
  });
  const expertise = expertises.find(({ themeCode }) => themeCode === 'ENV-WASTE')!;
  const session = makeId('CommitteeSession', 'EXPE_CT-2022-01-27');
  const [active, expired] = [newId('Label'), newId('Label')];

  beforeAll(async () => {
    const { rows } = await pool.query('SELECT count(*)::int AS count FROM label');
    expect(rows).toEqual([{ count: 0 }]);
    for (const [id, from, until] of [
      [active, '2023-01-27', null],
      [expired, '2022-01-27', '2023-01-26'],
    ]) {
      await pool.query(
        `INSERT INTO label (id, expertise_id, authority_id, programme_code, session_id, awarded_on, valid_from, valid_until, sources, confidence)
         VALUES ($1, $2, $3, 'EXPE_CT', $4, '2022-01-27', $5, $6, '[{"title": "a test"}]', 'ILLUSTRATIVE')`,
        [
          id,
          makeId('Expertise', expertise.key),
          makeId('Authority', expertise.authorityKey),
          session,
          from,
          until,
        ],
      );
    }
  });
  afterAll(async () => {
    await pool.query('DELETE FROM label WHERE id = ANY($1)', [[active, expired]]);
    await pool.end();
  });

  it('programme, session, authority and expertise lead to them', async () => {
    const list = 'labels { totalCount nodes { id } absence { reason } }';
    const data = await dataOf(
      `query ($session: ID!, $authority: ID!, $expertise: ID!) {
        labelProgrammes { nodes { code ${list} } }
        committeeSession(id: $session) { ${list} }
        authority(id: $authority) { ${list} }
        expertise(id: $expertise) { ${list} }
      }`,
      {
        session,
        authority: makeId('Authority', expertise.authorityKey),
        expertise: makeId('Expertise', expertise.key),
      },
    );
    const both = { totalCount: 2, nodes: [active, expired].sort().map((id) => ({ id })), absence: null };
    expect(data.committeeSession.labels).toEqual(both);
    expect(data.authority.labels).toEqual(both);
    expect(data.expertise.labels).toEqual(both);
    const none = { totalCount: 0, nodes: [], absence: { reason: 'NO_MATCH' } };
    expect(data.labelProgrammes.nodes.map(({ labels }: any) => labels)).toEqual([none, none, both]);
  });

  it('an empty list is no match', async () => {
    const data = await dataOf(`{
      active: labels(filter: { status: { in: [ACTIVE] }, theme: { code: "ENV" } }) { nodes { id } absence { reason } }
      other: labels(filter: { theme: { code: "EDU" } }) { nodes { id } absence { reason } }
    }`);
    expect(data.active).toEqual({ nodes: [{ id: active }], absence: null });
    expect(data.other).toEqual({ nodes: [], absence: { reason: 'NO_MATCH' } });
  });
});
