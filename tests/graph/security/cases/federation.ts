import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@jest/globals';
import type { SubgraphClient } from '#kernel/auth';
import { httpSubgraphClient } from '#kernel/server';
import { pino } from 'pino';
import { callerOf } from '../../../../gateway/operation/caller.js';
import { openPipeline } from '../../../../gateway/operation/open-pipeline.js';
import { readConfig } from '../../../../gateway/settings/config.js';
import { subgraphs } from '../../../../services/run.js';
import { INVALID, type SecurityCase } from './security-case.js';

// FED: what is internal, guarded fields by other paths, and subgraphs that are not ours.

const log = pino({ level: 'silent' });
/** Answers of a subgraph that is not ours. */
const HOSTILE_ANSWERS: readonly (readonly [name: string, type: string, status: number, body: string])[] = [
  [
    'a prototype',
    'application/json',
    200,
    '{"data":{"__proto__":{"polluted":true},"regions":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}}',
  ],
  ['HTML', 'text/html', 200, '<script>alert(1)</script>'],
  ['HTML as JSON', 'application/json', 502, '<html>Bad gateway at 10.0.0.5</html>'],
  ['null', 'application/json', 200, 'null'],
  ['a list', 'application/json', 200, '[1]'],
  ['a number', 'application/json', 200, '7'],
  ['no data', 'application/json', 200, '{}'],
  ['data of a wrong type', 'application/json', 200, '{"data":"x"}'],
  ['a text for a list', 'application/json', 200, '{"data":{"regions":{"totalCount":"many","nodes":"x"}}}'],
  [
    'numbers beyond 32 bits',
    'application/json',
    200,
    '{"data":{"regions":{"totalCount":1e300,"nodes":[{"code":{"a":1}}]}}}',
  ],
  [
    'lists in lists',
    'application/json',
    200,
    `{"data":{"regions":{"totalCount":1,"nodes":${'['.repeat(5_000)}${']'.repeat(5_000)}}}}`,
  ],
  ['errors that are none', 'application/json', 200, '{"data":null,"errors":"x"}'],
  [
    'errors with secrets',
    'application/json',
    200,
    '{"data":null,"errors":[{"message":"password=hunter2 at /srv/app.js:12","path":["regions"],"extensions":{"code":"X","exception":{"stacktrace":["at db.ts:1"]}}}]}',
  ],
  [
    'errors without an end',
    'application/json',
    200,
    `{"errors":[${Array(2_000).fill('{"message":"m"}').join()}]}`,
  ],
  ['cut JSON', 'application/json', 200, '{"data":{"regions":{'],
  ['nothing', 'application/json', 200, ''],
];

export const federation: SecurityCase[] = [
  {
    id: 'FED-04',
    attack: '_entities, _service and every other internal field through the gateway',
    expected: 'unknown fields, over each transport',
    source: 'https://www.apollographql.com/docs/federation/subgraph-spec',
    async run(graph) {
      const internal = new Set(
        subgraphs.flatMap((subgraph) =>
          Object.keys(subgraph.schema().getQueryType()!.getFields()).filter((name) => name.startsWith('_')),
        ),
      );
      expect(internal.size).toBeGreaterThan(5);
      for (const name of [...internal, '_entities', '_service'])
        for (const accept of ['application/json', 'text/event-stream']) {
          const { text } = await graph.post(JSON.stringify({ query: `{ ${name} }` }), { accept });
          expect(text).toContain(INVALID);
          expect(text).not.toMatch(/Did you mean.*\\"_/);
        }
    },
  },
  {
    id: 'FED-06',
    attack: 'names of internal fields, by query, introspection, suggestion and _Any',
    expected: 'no answer names one',
    async run(graph) {
      const { text } = await graph.ask(
        '{ __schema { types { name fields(includeDeprecated: true) { name } inputFields { name } } directives { name } } }',
      );
      expect(text).not.toMatch(/"name":"_(?!_)/);
      for (const type of [
        '_Any',
        '_Service',
        '_Entity',
        'join__Graph',
        'link__Import',
        'federation__FieldSet',
        'FieldSet',
      ])
        expect((await graph.ask(`{ __type(name: "${type}") { name } }`)).data).toEqual({ __type: null });
      for (const query of [
        '{ _identif }',
        '{ identify }',
        '{ authorities { nodes { _internal } } }',
        'query ($a: [_Any!]!) { _entities(representations: $a) { __typename } }',
      ])
        expect((await graph.ask(query)).text).not.toMatch(/Did you mean.*\\"_/);
    },
  },
  {
    id: 'FED-08',
    attack: 'a public field that is computed from a guarded one (@requires)',
    expected: 'there is none: each field that requires a guarded one is guarded',
    source: 'GHSA-m8jr-fxqx-8xx6',
    async run() {
      // A plain loop over the SDL of all subgraphs: @requires, @provides and @fromContext name fields of the same type.
      for (const subgraph of subgraphs) {
        const sdl = subgraph.sdl();
        expect(sdl).not.toMatch(/@(context|fromContext)\b/);
        for (const [, required] of sdl.matchAll(/@(?:requires|provides)\(fields: "([^"]+)"\)/g))
          for (const name of required!.match(/\w+/g)!)
            expect(
              subgraphs.some((each) =>
                new RegExp(`\\b${name}\\b[^\\n]*@(requiresScopes|authenticated)`).test(each.sdl()),
              ),
            ).toBe(false);
      }
    },
  },
  {
    id: 'FED-09',
    attack: 'guarded fields by every entity that leads to them, by aliases, fragments and interfaces',
    expected: 'refused as at the root',
    async run(graph) {
      const guarded = 'labelApplications(first: 1) { totalCount }';
      const { data } = await graph.ask('{ authorities(first: 1) { nodes { id } } }');
      const { id } = data.authorities.nodes[0] as { id: string };
      for (const query of [
        '{ labelApplications(first: 1) { totalCount } }',
        `{ authorities(first: 1) { nodes { ${guarded} } } }`,
        `{ node(id: "${id}") { ... on Authority { hidden: ${guarded} } } }`,
        `{ nodes(ids: ["${id}"]) { ...F } } fragment F on Node { ... on Authority { ${guarded} } }`,
        `{ expertises(first: 1) { nodes { authority { ${guarded} } } } }`,
        `{ partnerships(first: 1) { nodes { authorities { ${guarded} } } } }`,
        '{ committeeSessions(first: 1) { nodes { applications(first: 1) { totalCount } } } }',
        '{ cooperationRequests(first: 1) { nodes { expressionsOfInterest(first: 1) { totalCount } } } }',
      ]) {
        const { errors, data: found } = await graph.ask(query);
        expect({ query, code: errors[0]?.extensions.code }).toEqual({
          query,
          code: expect.stringMatching(/UNAUTHENTICATED|VALIDATION/),
        });
        expect(JSON.stringify(found ?? null)).not.toContain('totalCount');
      }
    },
  },
  {
    id: 'FED-10',
    attack: 'a directive of permissions that is imported under another name',
    expected: 'no subgraph imports one so: what guards a field has one name everywhere',
    source: 'CVE-2025-64347, GHSA-x33c-7c2v-mrj9',
    async run() {
      for (const subgraph of subgraphs) {
        const sdl = subgraph.sdl();
        expect(sdl).not.toMatch(/\bas: "@/);
        const imports = [...sdl.matchAll(/@link\(([^)]*)\)/g)].map(([, text]) => text).join();
        if (/@(requiresScopes|authenticated)\b(?![^"]*")/.test(sdl.replaceAll(/@link\([^)]*\)/g, '')))
          expect(imports).toMatch(/"@(requiresScopes|authenticated)"/);
      }
    },
  },
  {
    id: 'FED-12',
    attack: 'a subgraph that answers with prototypes, HTML, wrong types, deep lists, secrets and nothing',
    expected: 'typed errors, no pollution, and no word of what it said',
    source: 'GHSA-pfjj-6f4p-rvmh',
    async run() {
      let turn = 0;
      const server: Server = createServer((request, response) => {
        const [, type, status, body] = HOSTILE_ANSWERS[turn]!;
        request.resume().once('end', () => response.writeHead(status, { 'content-type': type }).end(body));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
      const clients = new Map<string, SubgraphClient>(
        subgraphs.map(({ name }) => [name, httpSubgraphClient(name, url, 'secret'.repeat(6), 2_000)]),
      );
      const { pipeline, planner } = openPipeline(readConfig({}), clients, log);
      try {
        const caller = callerOf({}, { newRequestId: () => 'x', diagnostics: false });
        for (turn = 0; turn < HOSTILE_ANSWERS.length; turn += 1) {
          const answer = await pipeline.answer(
            { query: '{ regions(first: 1) { totalCount nodes { code name } } }' },
            caller,
          );
          const text = JSON.stringify(answer.kind === 'EXECUTED' ? answer.result : answer);
          const name = HOSTILE_ANSWERS[turn]![0];
          expect({ name, text }).toEqual({
            name,
            text: expect.stringMatching(/"code":"|^\{"data":\{"regions":null\}\}$/),
          });
          expect(text).not.toMatch(/hunter2|app\.js|script|10\.0\.0\.5|stacktrace|polluted":true.*data/);
          expect(({} as Record<string, unknown>).polluted).toBeUndefined();
        }
      } finally {
        await planner.close();
        await Promise.all([...clients.values()].map((client) => client.close()));
        await new Promise((resolve) => server.close(resolve));
      }
    },
  },
  {
    id: 'FED-14',
    attack: 'one query, asked by an administrator, by nobody, and by both at once',
    expected: 'nobody gets what the administrator got: identified answers are never kept or shared',
    async run(graph) {
      const query = '{ viewer { kind name } theme(code: "EDU") { code } }';
      const guarded = '{ partners(first: 1) { totalCount } }';
      const headers = await graph.personWith('ADMINISTRATOR');
      for (let round = 0; round < 3; round += 1) {
        const [mine, other] = await Promise.all([graph.ask(query, {}, headers), graph.ask(query)]);
        expect(mine.data.viewer).toMatchObject({ kind: 'PERSON' });
        expect(other.data.viewer).toBeNull();
        expect(mine.headers['cache-control']).toBe('no-store');
        expect(mine.headers.age).toBeUndefined();
        const [allowed, refused] = await Promise.all([graph.ask(guarded, {}, headers), graph.ask(guarded)]);
        expect(allowed.data.partners.totalCount).toBeGreaterThanOrEqual(0);
        expect(refused.errors[0]!.extensions.code).toBe('UNAUTHENTICATED');
      }
    },
  },
];
