import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { typeTag } from '#kernel/values';
import { buildSchema } from 'graphql';

import { subgraphs } from '../../../services/run.js';
import { OwnGraph } from '../../support/own-graph.js';
import { PathClient } from '../../support/paths/path-client.js';
import { CALLERS, callersOf, type CallerName } from '../../support/paths/callers.js';
import { batchesOf, type Batch, type Written } from '../../support/paths/document.js';
import { withoutHidden } from '../../support/paths/without-hidden.js';
import { generatePaths } from '../../support/paths/generate.js';
import { findEntities } from '../../support/paths/known-entities.js';
import { readLists } from '../../support/paths/lists.js';
import type { Observations } from '../../support/paths/observations.js';
import { PrivateWorld } from '../../support/paths/private-world.js';
import { probesOf } from '../../support/paths/probes.js';
import { MARKER } from '../../support/paths/secrets.js';
import { Shape } from '../../support/paths/shape.js';
import { Workplace } from '../../support/workplace.js';
import { SEED, deep } from '../../support/random/depth.js';

// No path through the federation shows more than direct access, and none shows what its rules hide from the caller. On a
// graph of its own, with private entities of two sides. The same SEED generates the same paths.

const PATHS = deep(2_100, 420);
/** Minimum number of secrets that this many paths reach. */
const SHARE_SEEN = PATHS < 2_100 ? 0.3 : 0.6;

const api = buildSchema(readFileSync(new URL('../../../../schema/api.graphql', import.meta.url), 'utf8'));
/** Private types, and types with private fields. */
const PRIVATE = ['LabelApplication', 'ExpressionOfInterest'];
const AROUND = ['CooperationRequest', 'Authority', 'Expertise', 'CommitteeSession', 'Label'];
const shape = new Shape(api, [...PRIVATE, 'CooperationRequest']);

const graph = new OwnGraph(new Workplace(), { NODE_ENV: 'test' });
const met = new Map<CallerName, { observations: Observations; texts: ReadonlyMap<Batch, string> }>();
const counts: Record<string, Record<string, number>> = {};
/** Filled by the first tests: the tests of this file depend on each other. */
let asking: PathClient;
let paths: Written[];
let batches: Batch[];

beforeAll(async () => {
  await graph.begin();
  const world = await PrivateWorld.make(graph.address);
  asking = new PathClient(world);
  await asking.ask('ANONYMOUS', `{ authorities(first: 1, asOf: "${world.asOf}") { totalCount } }`);
  const things = await findEntities(shape, graph.address, world.ids);
  paths = await generatePaths({ shape, things, favourites: [...PRIVATE, ...AROUND] }, SEED, PATHS);
  batches = batchesOf(paths);
});
afterAll(() => graph.clear());

/** Batches of a caller. */
const of = (caller: CallerName) =>
  batches.filter((batch, number) => callersOf(batch, number).includes(caller));

describe.each(CALLERS)('%s', (caller) => {
  it('reads on paths what they can read directly, with the same values, and no secret of others', async () => {
    const walk = await asking.walk(caller, of(caller));
    met.set(caller, walk);
    const { observations } = walk;
    const { differences, compared } = await asking.compare(caller, observations, api);
    const asked = of(caller).flatMap((batch) => batch.paths).length;
    counts[caller] = {
      paths: asked,
      refused: observations.refused,
      values: observations.values,
      things: observations.things.size,
      privateThings: [...observations.things.values()].filter((type) => PRIVATE.includes(type)).length,
      pathsToThem: observations.pathsTo(PRIVATE),
      compared,
    };
    expect(differences.slice(0, 10)).toEqual([]);
    expect(asking.leaksTo(caller).slice(0, 10)).toEqual([]);
    expect(asked).toBeGreaterThan(PATHS / 8);
    expect(compared).toBeGreaterThan(PATHS / 10);
  });

  it('finds in lists everything that they may see, counted, and nothing else', async () => {
    const { seen, wrong } = await readLists(asking, caller);
    expect(wrong).toEqual([]);
    expect(seen).toEqual(asking.world.secrets.shownTo(caller));
    expect(asking.leaksTo(caller)).toEqual([]);
  });
});

/** Sorts the errors of a response, which come in any order. */
function inOrder(text: string): string {
  const { errors = [], ...rest } = JSON.parse(text);
  return JSON.stringify({ ...rest, errors: errors.map((error: unknown) => JSON.stringify(error)).sort() });
}

const PROBES_AT_ONCE = 5;

describe('hidden data', () => {
  it.each(['ANONYMOUS', 'AUTHORITY_EDITOR mine', 'FOREIGN_AUTHORITY other', 'REVIEWER'] as const)(
    'makes no difference for %s: all paths are answered alike without it',
    async (caller) => {
      const { texts } = met.get(caller)!;
      const again = await withoutHidden(graph.admin, asking.world.secrets, caller, () =>
        asking.walk(caller, [...texts.keys()]),
      );
      const changed = [...texts].flatMap(([batch, text]) => {
        const [before, after] = [inOrder(text), inOrder(again.texts.get(batch)!)];
        return before === after ? [] : [{ query: batch.query, before, after }];
      });
      expect(changed).toEqual([]);
    },
  );

  it('is found by no text search', async () => {
    const { secrets } = asking.world;
    const kinds = new Map(secrets.markers().map((marker) => [marker.replace(/\d+$/, ''), marker]));
    const probes = probesOf(shape);
    const told = async (text: string) => {
      const fields = probes.map((probe, at) => `p${at}: ${probe(text)}`);
      // In parts, each of which costs less than an operation may.
      const answers = [];
      for (let at = 0; at < fields.length; at += PROBES_AT_ONCE)
        answers.push(
          await asking.ask('ANONYMOUS', `{ ${fields.slice(at, at + PROBES_AT_ONCE).join('\n')} }`),
        );
      const found = answers.flatMap(({ data }) => Object.values(data ?? {}));
      expect(found.filter((value) => value !== null).length).toBeGreaterThan(fields.length / 4);
      // Refusals of unknown codes name the public codes that look most like the text.
      return answers
        .map(({ text: answer }) =>
          inOrder(
            answer
              .replaceAll(text, 'TEXT')
              .replaceAll(/(?:les plus proches sont|the nearest are) [^"\\]*/g, ''),
          ),
        )
        .join('\n');
    };
    for (const [kind, marker] of kinds) {
      // A text of the same length that occurs nowhere.
      const decoy = kind + '0'.repeat(marker.length - kind.length);
      expect(await told(marker)).toBe(await told(decoy));
    }
    expect(probes.length).toBeGreaterThan(20);
    // Public texts are found.
    expect(await told('vocational')).not.toBe(await told('vocational'.replace('c', 'zqx')));
  });

  it('is not among the authorities that answered a request', async () => {
    const { answers, ids } = asking.world;
    const { data } = await asking.ask(
      'ANONYMOUS',
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on CooperationRequest { id answeredBy { id answeredRequests(first: 100) { nodes { id } } } } } }',
      { ids: ids.CooperationRequest! },
    );
    const named: string[] = data!.nodes.flatMap(({ id, answeredBy }: any) =>
      answeredBy.flatMap((authority: any) => [
        `${id} ${authority.id}`,
        ...authority.answeredRequests.nodes.map((request: any) => `${request.id} ${authority.id}`),
      ]),
    );
    // One of each side was accepted.
    expect(new Set(named).size).toBeGreaterThanOrEqual(2);
    const secret = new Set(answers.map(({ requestId, authorityId }) => `${requestId} ${authorityId}`));
    expect(named.filter((pair) => secret.has(pair))).toEqual([]);
  });

  it('is in no table of search and in no outbox', async () => {
    const ids = PRIVATE.flatMap((type) => asking.world.ids[type]!);
    const tags = PRIVATE.map(typeTag).join('|');
    const { rows: tables } = await graph.admin.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'search'`,
    );
    expect(tables.length).toBeGreaterThan(5);
    for (const { name } of tables) {
      const { rows } = await graph.admin.query(`SELECT t::text FROM ${name} t WHERE t::text ~ $1 LIMIT 3`, [
        `${MARKER.source}|\\m(${tags})[0-9a-f]{4}-[0-9a-f]{4}-8`,
      ]);
      expect({ name, rows }).toEqual({ name, rows: [] });
    }
    let told = 0;
    for (const { sqlSchema, readModel } of subgraphs) {
      if (readModel) continue;
      const { rows } = await graph.admin.query<{ isPrivate: boolean }>(
        `SELECT private AS "isPrivate" FROM ${sqlSchema}.change WHERE entity_id = ANY($1::uuid[])`,
        [ids],
      );
      expect(rows.filter(({ isPrivate }) => !isPrivate)).toEqual([]);
      told += rows.length;
    }
    expect(told).toBeGreaterThanOrEqual(ids.length);
  });
});

// The checks above must be able to fail.
describe('the checks themselves', () => {
  it('find secrets of callers who may see them, on paths as well', () => {
    const { secrets } = asking.world;
    const seen = new Set([...met.values()].flatMap(({ texts }) => secrets.in([...texts.values()].join())));
    const all = secrets.shownTo('ADMINISTRATOR');
    const ending = paths.filter(({ path }) => PRIVATE.includes(path.hops.at(-1)!.from)).length;
    console.log(
      `seed ${SEED}: ${paths.length} paths (${ending} end in private things), ${asking.requests} requests, ${seen.size} of ${all.length} secrets seen on paths`,
    );
    console.table(counts);
    expect(ending).toBeGreaterThan(PATHS / 10);
    expect(seen.size).toBeGreaterThan(all.length * SHARE_SEEN);
    CALLERS.forEach((caller, at) => {
      const { privateThings, pathsToThem } = counts[caller]!;
      if (at < 4) expect({ caller, privateThings }).toEqual({ caller, privateThings: 0 });
      else {
        expect(privateThings).toBeGreaterThan(4);
        expect(pathsToThem).toBeGreaterThan(PATHS / 40);
      }
    });
  });

  it('report a difference when a path returns what the caller cannot read directly', async () => {
    const { observations } = met.get('ADMINISTRATOR')!;
    const others = new PathClient(asking.world);
    const { differences } = await others.compare('ANONYMOUS', observations, api);
    for (const type of PRIVATE)
      expect(
        differences.filter((text) => text.startsWith(`${type}:`) && text.includes('was met')).length,
      ).toBeGreaterThan(5);
    expect(differences.join('\n')).toContain('!UNAUTHENTICATED');
  });

  it('report a leak when a secret reaches a caller without the permission', async () => {
    const { texts } = met.get('ADMINISTRATOR')!;
    const { secrets } = asking.world;
    for (const caller of CALLERS.slice(0, 9))
      expect(secrets.leaksIn([...texts.values()].join(), caller).length).toBeGreaterThan(15);
    const again = await withoutHidden(graph.admin, secrets, 'ANONYMOUS', () =>
      asking.walk('ADMINISTRATOR', [...texts.keys()].slice(0, 60)),
    );
    expect(
      [...again.texts].filter(([batch, text]) => inOrder(texts.get(batch)!) !== inOrder(text)).length,
    ).toBeGreaterThan(5);
  });
});
