import { expect } from '@jest/globals';
import { newApiKey } from '#kernel/auth';
import { graphInProcess } from '../../../support/graph-in-process.js';
import type { AttackedGraph } from './attacked-graph.js';
import { ARMOR, INVALID, OWASP, type SecurityCase } from './security-case.js';

// INFO: what a stranger can learn that is not meant to be read.

/** Runs an attack on a graph whose schema cannot be read (INTROSPECTION=false). */
async function withoutIntrospection(
  graph: AttackedGraph,
  attack: (ask: (query: string) => Promise<any>) => Promise<void>,
) {
  const { secret, admin } = graph.graph;
  const url = `postgres://passerelle:${secret}@127.0.0.1:${admin.port}/passerelle`;
  const hidden = await graphInProcess({ url, secret }, { INTROSPECTION: 'false' });
  try {
    await attack(async (query) => {
      const response = await fetch(`${hidden.address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return response.json();
    });
  } finally {
    await hidden.close();
  }
}

export const information: SecurityCase[] = [
  {
    id: 'INFO-01',
    attack: 'introspection, whole, by type, in fragments and under aliases, where it is switched off',
    expected: 'refused; __typename stays',
    source: OWASP,
    run: (graph) =>
      withoutIntrospection(graph, async (ask) => {
        for (const query of [
          '{ __schema { types { name } } }',
          '{ a: __schema { queryType { name } } }',
          '{ __type(name: "Authority") { name } }',
          '{ ...F } fragment F on Query { __schema { types { name } } }',
          '{ ... on Query { __type(name: "Query") { fields { name } } } }',
          '\n{\n__schema\n{types{name}}}',
        ]) {
          const { data, errors } = await ask(query);
          expect(data ?? null).toBeNull();
          expect(errors[0].extensions.code).toBe(INVALID);
        }
        expect((await ask('{ __typename theme(code: "EDU") { __typename } }')).data).toEqual({
          __typename: 'Query',
          theme: { __typename: 'Theme' },
        });
      }),
  },
  {
    id: 'INFO-02',
    attack: 'names that nearly exist, to be corrected (clairvoyance), where introspection is switched off',
    expected: 'no suggestion, and no name that the client has not written',
    source: ARMOR,
    run: (graph) =>
      withoutIntrospection(graph, async (ask) => {
        for (const [query, hidden] of [
          ['{ authoritie { id } }', 'authorities'],
          ['{ theme(cod: "EDU") { code } }', '"code"'],
          ['{ theme(code: "EDU") { cod } }', '"code"'],
          ['{ themes(filter: { tex: "x" }) { totalCount } }', '"text"'],
          ['{ themes(orderBy: [{ field: COD }]) { totalCount } }', 'NAME_FR'],
          ['query ($a: ThemeFilte) { __typename }', 'ThemeFilter"'],
          ['{ node(id: "x") { ... on Them { id } } }', '"Theme"'],
          ['{ themes }', 'ThemeConnection'],
        ] as const) {
          const { errors } = (await ask(query)) as { errors: { message: string }[] };
          const text = errors.map(({ message }) => message).join();
          expect(text).not.toMatch(/Did you mean/);
          expect(text).not.toContain(hidden);
        }
      }),
  },
  {
    id: 'INFO-03',
    attack: 'the page of the IDE, as a browser asks for it',
    expected: 'its own page, with a policy that loads nothing from elsewhere',
    source: OWASP,
    async run(graph) {
      const { status, text, headers } = await graph.send({
        method: 'GET',
        path: '/ide',
        headers: { accept: 'text/html' },
      });
      expect(status).toBe(200);
      expect(text).not.toMatch(/<(?:script|link|img|iframe)[^>]+(?:src|href)\s*=\s*["']?(?:https?:)?\/\//i);
      expect(headers['content-security-policy']).toMatch(/default-src 'none'/);
      expect(headers['content-security-policy']).not.toMatch(/https?:|\*/);
    },
  },
  {
    id: 'INFO-05',
    attack: 'keys that exist, nearly exist and never did, to tell them apart',
    expected: 'one answer for all that are not valid',
    async run(graph) {
      const { key } = await graph.keyWith('ANALYST');
      const body = key.slice(0, -1);
      const guesses = [
        newApiKey(),
        newApiKey(),
        `${body}${key.endsWith('0') ? '1' : '0'}`,
        `${key.slice(0, 8)}${newApiKey().slice(8)}`,
      ];
      const answers = await Promise.all(
        guesses.map((guess) => graph.ask('{ __typename }', {}, { 'x-api-key': guess })),
      );
      const shown = answers.map(({ status, errors }) => ({ status, errors }));
      expect(new Set(shown.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(shown[0]!.status).toBe(401);
    },
  },
  {
    id: 'INFO-06',
    attack: 'metrics, health and readiness from outside, with tokens that are nearly right',
    expected: 'no figures without the token, no versions, addresses or reasons of failures',
    async run(graph) {
      const at = (path: string, headers: Record<string, string> = {}) =>
        graph.send({ method: 'GET', path, headers });
      for (const authorization of [
        undefined,
        'Bearer',
        'Bearer x',
        `Bearer ${graph.metricsToken}x`,
        `Bearer ${graph.metricsToken.slice(0, -1)}`,
        `Basic ${graph.metricsToken}`,
      ]) {
        const headers = authorization === undefined ? {} : { authorization };
        const own = await fetch(await graph.metricsAddress(), { headers });
        const atDoor = await at('/metrics', headers);
        expect([own.status, atDoor.status]).toEqual([401, 404]);
        for (const text of [await own.text(), atDoor.text])
          expect(text).not.toMatch(/process_|nodejs_|# HELP/);
      }
      for (const path of ['/healthcheck', '/readiness']) {
        const { status, text } = await at(path);
        expect(status).toBe(200);
        expect(text).not.toMatch(/\d+\.\d+|postgres|127\.|error|node_modules/i);
      }
    },
  },
  {
    id: 'INFO-07',
    attack: 'headers and fields of answers, refusals and pages that name software and versions',
    expected: 'none does, and diagnostics cannot be switched on from outside',
    async run(graph) {
      const replies = await Promise.all([
        graph.ask(
          '{ __typename }',
          {},
          { 'x-diagnostics': 'true', 'apollo-federation-include-trace': 'ftv1', 'x-apollo-tracing': '1' },
        ),
        graph.ask('{ nothing }'),
        graph.post('{'),
        graph.send({ method: 'GET', path: '/nothing' }),
        graph.send({ method: 'PUT' }),
      ]);
      for (const { headers, text } of replies) {
        expect([headers.server, headers['x-powered-by'], headers.via]).toEqual([
          undefined,
          undefined,
          undefined,
        ]);
        expect(JSON.stringify(headers)).not.toMatch(/node|express|apollo|yoga|graphql-js/i);
        expect(text).not.toMatch(/"extensions":\{"(statistics|tracing|ftv1|queryPlan)/);
      }
    },
  },
  {
    id: 'INFO-08',
    attack: 'values that come back in errors: long ones, markup, and secrets in variables',
    expected: 'errors name the place, and do not repeat the value',
    async run(graph) {
      const value = '<img src=x onerror=alert(1)>hunter2';
      for (const [query, variables] of [
        ['query ($v: ID!) { node(id: $v) { id } }', { v: value }],
        [
          'query ($v: Date) { committeeSessions(filter: { heldOn: { gte: $v } }) { totalCount } }',
          { v: value },
        ],
        ['query ($v: Siren) { authority(siren: $v) { id } }', { v: value }],
        ['query ($v: String) { themes(after: $v) { totalCount } }', { v: value }],
        ['query ($v: ThemeFilter) { themes(filter: $v) { totalCount } }', { v: value }],
      ] as const) {
        const { text, errors } = await graph.ask(query, variables);
        expect(errors.length).toBeGreaterThan(0);
        expect(text).not.toContain('hunter2');
      }
    },
  },
];
