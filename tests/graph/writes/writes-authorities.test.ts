import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeId, newId } from '#kernel/values';
import { authorities } from '#subgraphs';
import { dataOf } from '../../support/graph.js';
import { ANONYMOUS_CALLER, loadAgain, openWriter, somebody, type Writer } from '../../support/writes.js';

const admin = somebody('ADMINISTRATOR');
const AUTHORITY =
  'authority { id name isCurrent validTo version note successor { id version predecessors { id } formerCodes { code } } formerCodes { code } }';
let writer: Writer;
/** Current communes of the Creuse, none of which another test uses. */
let communes: { id: string; name: string; inseeCode: string; siren: string; groupings: { id: string }[] }[];

beforeAll(async () => {
  writer = openWriter(authorities);
  const { department } = await dataOf(
    `{ department(code: "23") { authorities(first: 60, filter: { kind: { in: [COMMUNE] }, isCurrent: true }, orderBy: [{ field: INSEE_CODE }])
      { nodes { id name inseeCode siren groupings { id } formerCodes { code } partnerships { totalCount } } } } }`,
  );
  communes = department.authorities.nodes.filter(
    ({ siren, formerCodes, partnerships }: any) => siren && !formerCodes.length && !partnerships.totalCount,
  );
  expect(communes.length).toBeGreaterThan(30);
});
afterAll(() => writer.close());

const next = () => communes.shift()!;
const versionOf = async (id: string): Promise<number> =>
  (await dataOf('query ($id: ID!) { authority(id: $id) { version } }', { id })).authority.version;
const merger = async (closed: string, successor: string, more: object = {}) => ({
  closedId: closed,
  closedVersion: await versionOf(closed),
  successorId: successor,
  successorVersion: await versionOf(successor),
  validTo: '2026-06-30',
  ...more,
});
async function merge(closed: string, successor: string) {
  const { authority, problems, asOf } = await writer.send(
    'authorityMerge',
    AUTHORITY,
    await merger(closed, successor),
    admin,
  );
  expect(problems).toEqual([]);
  return { authority, asOf };
}
const refused = (input: object, who = admin) => writer.refused('authorityMerge', input, who);
/** Ids of the authorities that codes resolve to, in the authorities subgraph and in search. */
async function ledTo({ inseeCode, siren }: { inseeCode: string; siren: string }, asOf?: string) {
  const found = await dataOf(
    `query ($inseeCode: InseeCode!, $siren: Siren!, $asOf: String) {
      byCode: authority(inseeCode: $inseeCode) { id } bySiren: authority(siren: $siren) { id }
      code: resolveAuthority(inseeCode: $inseeCode, asOf: $asOf) { authority { id } }
      siren: resolveAuthority(siren: $siren, asOf: $asOf) { authority { id } } }`,
    { inseeCode, siren, asOf },
  );
  return [found.byCode, found.bySiren, found.code.authority, found.siren.authority].map(({ id }) => id);
}

describe('a merger', () => {
  it('closes an authority, whose codes and name then lead to the successor, in search as of its cursor', async () => {
    const [a, b] = [next(), next()];
    const { authority, asOf } = await merge(a.id, b.id);
    expect(authority).toMatchObject({
      isCurrent: false,
      validTo: '2026-06-30',
      version: 1,
      successor: { id: b.id, version: 1, predecessors: [{ id: a.id }], formerCodes: [{ code: a.inseeCode }] },
    });
    expect(await ledTo(a, asOf)).toEqual([b.id, b.id, b.id, b.id]);
    expect(await ledTo(b)).toEqual([b.id, b.id, b.id, b.id]);
    const found = await dataOf(
      `query ($text: String!, $group: ID!, $asOf: String) { suggest(text: $text, first: 20, asOf: $asOf) { authority { id } }
        authority(id: $group) { members(first: 100) { nodes { id } } } }`,
      { text: a.name, group: a.groupings[0]!.id, asOf },
    );
    expect(found.suggest.map((one: any) => one.authority?.id)).toContain(b.id);
    const members = found.authority.members.nodes.map(({ id }: { id: string }) => id);
    expect([members.includes(a.id), members.length > 0]).toEqual([false, true]);
    expect((await writer.operationsOf(a.id)).at(-1)).toBe('CLOSED');
    expect((await writer.operationsOf(b.id)).at(-1)).toBe('UPDATED');
    const audit = await writer.auditOf(b.id);
    expect(audit.map(({ operation }) => operation)).toContain('authorityMerge');
    expect((await writer.auditOf(a.id))[0]).toMatchObject({
      operation: 'authorityMerge',
      before: { valid_to: null, version: 0 },
      after: { valid_to: '2026-06-30', successor_id: b.id, version: 1 },
    });
  });

  it('takes over what the closed authority and its predecessors were called before', async () => {
    const { department } = await dataOf(
      `{ department(code: "23") { authorities(first: 100, filter: { kind: { in: [COMMUNE] }, isCurrent: true }) {
        nodes { id formerNames { name kind inseeCode } } } } }`,
    );
    const closed = department.authorities.nodes.find(({ formerNames }: any) =>
      formerNames.some(({ kind }: { kind: string }) => kind === 'FORMER_NAME'),
    );
    const successor = next();
    await merge(closed.id, successor.id);
    const { authority } = await dataOf(
      'query ($id: ID!) { authority(id: $id) { formerNames { name kind inseeCode } } }',
      { id: successor.id },
    );
    expect(authority.formerNames).toEqual(
      closed.formerNames.map((row: object) => ({ ...row, kind: 'PREDECESSOR' })),
    );
  });

  it('after an earlier merger leads to the end of the chain', async () => {
    const [a, b, c] = [next(), next(), next()];
    await merge(a.id, b.id);
    const { authority, asOf } = await merge(b.id, c.id);
    expect(authority.successor.formerCodes.map(({ code }: { code: string }) => code).sort()).toEqual(
      [a.inseeCode, b.inseeCode].sort(),
    );
    expect(await ledTo(a, asOf)).toEqual([c.id, c.id, c.id, c.id]);
    expect(await ledTo(b, asOf)).toEqual([c.id, c.id, c.id, c.id]);
    const { authority: first } = await dataOf(
      'query ($id: ID!) { authority(id: $id) { successor { id successor { id } } } }',
      { id: a.id },
    );
    expect(first.successor).toEqual({ id: b.id, successor: { id: c.id } });
    // Back into the first one, which is closed.
    expect(await refused(await merger(c.id, a.id))).toEqual(['SUCCESSOR_CLOSED']);
  });

  it('is allowed to administrators only', async () => {
    const [a, b] = [next(), next()];
    const input = await merger(a.id, b.id);
    expect(await refused(input, somebody('AUTHORITY_EDITOR', a.id, b.id))).toEqual(['FORBIDDEN']);
    expect(await refused(input, somebody('REVIEWER'))).toEqual(['FORBIDDEN']);
    expect(await refused(input, ANONYMOUS_CALLER)).toEqual(['UNAUTHENTICATED']);
    expect(await versionOf(a.id)).toBe(0);
  });

  it('is refused for closed authorities, for the same one, for an outdated version, and for a future date', async () => {
    const [a, b, c] = [next(), next(), next()];
    await merge(a.id, b.id);
    expect(await refused(await merger(a.id, c.id))).toEqual(['AUTHORITY_CLOSED']);
    expect(await refused(await merger(c.id, a.id))).toEqual(['SUCCESSOR_CLOSED']);
    expect(await refused(await merger(c.id, c.id))).toEqual(['SAME_AUTHORITY']);
    expect(await refused(await merger(c.id, b.id, { closedVersion: 7 }))).toEqual(['VERSION_CONFLICT']);
    expect(await refused(await merger(c.id, b.id, { successorVersion: 0 }))).toEqual(['VERSION_CONFLICT']);
    expect(await refused(await merger(c.id, b.id, { validTo: '2999-01-01' }))).toEqual(['DATE_INVALID']);
    expect(await refused(await merger(c.id, b.id, { validTo: '1789-12-31' }))).toEqual(['DATE_INVALID']);
    expect(await refused(await merger(c.id, b.id, { validTo: '0001-01-01' }))).toEqual(['DATE_INVALID']);
    expect(await refused(await merger(c.id, b.id, { note: '' }))).toEqual(['TEXT_INVALID']);
    const unknown = { ...(await merger(c.id, b.id)), successorId: newId('Authority') };
    expect(await refused(unknown)).toEqual(['NOT_FOUND']);
    expect(await versionOf(c.id)).toBe(0);
  });

  it('of two authorities into each other succeeds in one of fifty concurrent calls', async () => {
    const [a, b] = [next(), next()];
    const [there, back] = [await merger(a.id, b.id), await merger(b.id, a.id)];
    const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => refused(at % 2 ? there : back)));
    expect(answers.filter((codes) => !codes.length)).toHaveLength(1);
    expect(new Set(answers.flat())).toEqual(new Set(['VERSION_CONFLICT']));
    const { rows } = await writer.pool.query(
      'SELECT count(*)::int AS closed FROM authority WHERE id = ANY($1) AND valid_to IS NOT NULL',
      [[a.id, b.id]],
    );
    expect(rows).toEqual([{ closed: 1 }]);
  });

  it('never makes a cycle, whoever writes', async () => {
    const [a, b] = [next(), next()];
    await merge(a.id, b.id);
    const client = await writer.pool.connect();
    const broken = async (statement: string, values: unknown[]) => {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('passerelle.actor', 'somebody', true)`);
      const constraint = await client.query(statement, values).then(
        () => 'none',
        (error: { constraint?: string }) => error.constraint,
      );
      await client.query('ROLLBACK');
      return constraint;
    };
    try {
      const close = `UPDATE authority SET valid_to = '2026-07-01', successor_id = $2 WHERE id = $1`;
      expect(await broken(close, [b.id, a.id])).toBe('authority_successor_live');
      expect(await broken(close, [a.id, b.id])).toBe('authority_closed_once');
      expect(await broken(close, [b.id, b.id])).toBe('authority_successor_check');
    } finally {
      client.release();
    }
  });

  it('stays when the official code is read again', async () => {
    const [a, b] = [next(), next()];
    const { asOf } = await merge(a.id, b.id);
    await loadAgain(authorities);
    expect(await ledTo(a, asOf)).toEqual([b.id, b.id, b.id, b.id]);
    const { authority } = await dataOf(
      'query ($id: ID!) { authority(id: $id) { isCurrent groupings { id } successor { id } } }',
      { id: a.id },
    );
    expect(authority).toEqual({ isCurrent: false, groupings: [], successor: { id: b.id } });
  });

  describe('of intermunicipal bodies', () => {
    /** Communautés de communes of the Lozère, with their members. */
    const groupsOf = async () =>
      (
        await dataOf(
          `{ department(code: "48") { authorities(first: 20, filter: { kind: { in: [COMMUNITY_OF_COMMUNES] }, isCurrent: true }, orderBy: [{ field: INSEE_CODE }])
            { nodes { id members(first: 100) { nodes { id } } } } } }`,
        )
      ).department.authorities.nodes as { id: string; members: { nodes: { id: string }[] } }[];
    const membersOf = async (id: string): Promise<string[]> =>
      (
        await dataOf('query ($id: ID!) { authority(id: $id) { members(first: 100) { nodes { id } } } }', {
          id,
        })
      ).authority.members.nodes.map((member: { id: string }) => member.id);

    it('moves their members, each once, and loads leave them there', async () => {
      const [a, b, c] = await groupsOf();
      const [ofA, ofB, ofC] = [a!, b!, c!].map(({ members }) => members.nodes.map(({ id }) => id));
      expect([ofA!.length > 3, ofB!.length > 3, ofC!.length > 3]).toEqual([true, true, true]);
      await writer.pool.query(
        'INSERT INTO membership (member_id, group_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
        [ofA![0], b!.id],
      );
      await merge(a!.id, b!.id);
      const both = [...new Set([...ofA!, ...ofB!])].sort();
      expect(await membersOf(a!.id)).toEqual([]);
      expect((await membersOf(b!.id)).sort()).toEqual(both);
      expect(await versionOf(ofA![1]!)).toBe(0);
      expect((await writer.operationsOf(ofA![1]!)).at(-1)).toBe('UPDATED');
      expect((await writer.auditOf(ofA![1]!)).at(-1)).toMatchObject({
        operation: 'authorityMerge',
        before: { group_id: a!.id },
        after: { group_id: b!.id },
      });
      await merge(b!.id, c!.id);
      await loadAgain(authorities);
      expect((await membersOf(c!.id)).sort()).toEqual([...both, ...ofC!].sort());
      expect([await membersOf(a!.id), await membersOf(b!.id)]).toEqual([[], []]);
    });
  });

  it.each([
    ['REG-24', 'COM-45234'],
    ['COM-45234', 'DEP-45'],
    ['DEP-45', 'REG-24'],
    ['COM-45234', 'EPCI-200046977'],
  ])('is refused between unlike kinds: %s into %s', async (closed, successor) => {
    const input = await merger(makeId('Authority', closed), makeId('Authority', successor));
    expect(await refused(input)).toEqual(['KINDS_DIFFER']);
  });

  it('of a département redirects its territory, and moves nothing of others', async () => {
    const [closed, successor] = [makeId('Authority', 'DEP-23'), makeId('Authority', 'DEP-19')];
    const before = await dataOf(
      'query ($id: ID!) { authority(id: $id) { expertises { totalCount } partnerships { totalCount } } }',
      { id: closed },
    );
    await merge(closed, successor);
    const found = await dataOf(
      `query ($id: ID!) { department(code: "23") { authority { id } } authority(inseeCode: "23") { id }
        closed: authority(id: $id) { expertises { totalCount } partnerships { totalCount } } }`,
      { id: closed },
    );
    expect(found.department.authority.id).toBe(successor);
    expect(found.authority.id).toBe(successor);
    expect(found.closed).toEqual(before.authority);
  });

  it('that is sent twice is done once', async () => {
    const [a, b] = [next(), next()];
    const input = await merger(a.id, b.id, { clientMutationId: 'merge-twice', note: 'By decree.' });
    const send = () => writer.send('authorityMerge', AUTHORITY, input, admin);
    const [first, second] = [await send(), await send()];
    expect(first.authority).toMatchObject({ note: 'By decree.', version: 1 });
    expect(second).toEqual(first);
  });
});
