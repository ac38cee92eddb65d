import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { headersOf, type RoleName } from '../../support/actors.js';
import { ask, dataOf } from '../../support/graph.js';

const AUDIT = `query ($of: ID!, $first: Int, $after: String) { audit(of: $of, first: $first, after: $after) {
  nodes { id at actor operation type entityId before after } pageInfo { hasNextPage endCursor } } }`;
const PAGE = `query ($of: ID!, $first: Int, $after: String, $last: Int, $before: String) {
  audit(of: $of, first: $first, after: $after, last: $last, before: $before) {
    totalCount edges { cursor node { id } } nodes { id }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

let id: string;
let actor: string;
let administrator: Record<string, string>;
let editor: Record<string, string>;

beforeAll(async () => {
  const { authority } = await dataOf('{ authority(siren: "243300316") { id } }');
  editor = await headersOf('AUTHORITY_EDITOR', authority.id);
  administrator = await headersOf('ADMINISTRATOR');
  const declared = await dataOf(
    `mutation ($input: ExpertiseDeclareInput!) { expertiseDeclare(input: $input) { expertise { id } problems { code } } }`,
    { input: { authorityId: authority.id, themeCode: 'CUL-HERITAGE', titleFr: 'Pierre sèche (audit)' } },
    editor,
  );
  id = declared.expertiseDeclare.expertise.id;
  await dataOf(
    `mutation ($input: ExpertiseEditInput!) { expertiseEdit(input: $input) { problems { code } } }`,
    { input: { id, version: 1, titleEn: 'Dry stone (audit)' } },
    editor,
  );
  actor = (await dataOf('{ viewer { principal { id } } }', {}, editor)).viewer.principal.id;
});

// Other tests count what there is.
afterAll(() =>
  dataOf(
    `mutation ($input: ExpertiseWithdrawInput!) { expertiseWithdraw(input: $input) { problems { code } } }`,
    { input: { id, version: 2 } },
    editor,
  ),
);

describe('the audit of an entity', () => {
  it('shows an administrator who changed what, from which value to which, the latest first', async () => {
    const { audit } = await dataOf(AUDIT, { of: id }, administrator);
    expect(audit.nodes).toMatchObject([
      {
        actor,
        operation: 'expertiseEdit',
        type: 'Expertise',
        entityId: id,
        before: { title_en: null, version: 1 },
        after: { title_en: 'Dry stone (audit)', version: 2 },
      },
      { actor, operation: 'expertiseDeclare', before: null, after: { title_fr: 'Pierre sèche (audit)' } },
    ]);
    expect(audit.pageInfo).toEqual({ hasNextPage: false, endCursor: expect.any(String) });
    const [latest, first] = audit.nodes;
    expect(Date.parse(latest.at)).toBeGreaterThan(Date.parse(first.at));
    expect(latest.id).not.toBe(first.id);
  });

  it('comes in pages', async () => {
    const first = (await dataOf(AUDIT, { of: id, first: 1 }, administrator)).audit;
    expect(first.pageInfo.hasNextPage).toBe(true);
    const after = first.pageInfo.endCursor;
    const second = (await dataOf(AUDIT, { of: id, first: 1, after }, administrator)).audit;
    expect(second.nodes.map(({ operation }: any) => operation)).toEqual(['expertiseDeclare']);
    expect(second.pageInfo.hasNextPage).toBe(false);
    const { authority } = await dataOf('{ authority(siren: "200046977") { id } }');
    expect((await ask(AUDIT, { of: authority.id, after }, { headers: administrator })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument: 'after' } },
    ]);
    expect((await dataOf(AUDIT, { of: authority.id }, administrator)).audit.nodes).toEqual([]);
  });

  it('comes from both ends', async () => {
    const read = async (variables: object) =>
      (await dataOf(PAGE, { of: id, ...variables }, administrator)).audit;
    const { edges, nodes, totalCount } = await read({});
    expect([edges.map(({ node }: any) => node), totalCount]).toEqual([nodes, 2]);
    const [latest, oldest] = edges;
    expect(await read({ last: 1 })).toEqual({
      totalCount,
      edges: [oldest],
      nodes: [nodes[1]],
      pageInfo: {
        hasNextPage: false,
        hasPreviousPage: true,
        startCursor: oldest.cursor,
        endCursor: oldest.cursor,
      },
    });
    expect(await read({ last: 5, before: oldest.cursor })).toMatchObject({
      edges: [latest],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    expect(await read({ last: 5, before: latest.cursor })).toMatchObject({ totalCount, edges: [] });
    expect((await read({ last: 5 })).edges).toEqual(edges);
    for (const wrong of [{ first: 1, last: 1 }, { last: 101 }, { before: latest.cursor }])
      expect((await ask(PAGE, { of: id, ...wrong }, { headers: administrator })).errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT' } },
      ]);
  });

  it.each([0, 101])('refuses a page of %d', async (first) => {
    expect((await ask(AUDIT, { of: id, first }, { headers: administrator })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument: 'first' } },
    ]);
  });

  it.each(['nonsense', '00000000-0000-8000-8000-000000000000'])('does not know %s', async (of) => {
    expect((await ask(AUDIT, { of }, { headers: administrator })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument: 'of' } },
    ]);
  });

  it('is closed to everybody else', async () => {
    expect((await ask(AUDIT, { of: id })).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    for (const role of ['PARTNER', 'ANALYST', 'REVIEWER'] satisfies RoleName[]) {
      const { data, errors } = await ask(AUDIT, { of: id }, { headers: await headersOf(role) });
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', requires: ['audit:read'] } }]);
      expect(JSON.stringify(data ?? null)).not.toContain('Pierre');
    }
  });
});
