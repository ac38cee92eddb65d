import { describe, expect, it } from '@jest/globals';
import { GRAPH } from '../../support/graph.js';

// Errors that the gateway words itself, in the language of the caller.

const json = { 'content-type': 'application/json' };
const operation = (body: object, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { ...json, ...headers },
  body: JSON.stringify(body),
});
const query = '{ theme(code: "EDU") { code } }';
const deep = `{ regions(first: 100) { nodes { authorities(first: 100) { nodes { partnerships(first: 100) { nodes { id } } } } } } }`;

const REQUESTS: [what: string, path: string, request: RequestInit, code: string][] = [
  ['a limit', '/graphql', operation({ query: deep }), 'OPERATION_LIMIT_EXCEEDED'],
  [
    'a nesting that is counted no further',
    '/graphql',
    operation({ query: '{ a'.repeat(40) + '}'.repeat(40) }),
    'OPERATION_LIMIT_EXCEEDED',
  ],
  ['an unknown document', '/graphql', operation({ documentId: 'nothing' }), 'NOT_FOUND'],
  ['no operation', '/graphql', operation({}), 'BAD_USER_INPUT'],
  ['a batch', '/graphql', operation([{ query }]), 'BAD_USER_INPUT'],
  ['unreadable JSON', '/graphql', { ...operation({}), body: '{' }, 'BAD_USER_INPUT'],
  [
    'another media type',
    '/graphql',
    operation({ query }, { 'content-type': 'text/plain' }),
    'BAD_USER_INPUT',
  ],
  ['another accepted type', '/graphql', operation({ query }, { accept: 'text/css' }), 'BAD_USER_INPUT'],
  ['another method', '/graphql', { method: 'DELETE' }, 'BAD_USER_INPUT'],
  ['another path', '/nothing', {}, 'NOT_FOUND'],
  [
    'an invalid token',
    '/graphql',
    operation({ query }, { authorization: 'Bearer nobody' }),
    'UNAUTHENTICATED',
  ],
  [
    'a field for those who are authenticated',
    '/graphql',
    operation({ query: '{ audit(of: "1") { pageInfo { hasNextPage } } }' }),
    'UNAUTHENTICATED',
  ],
  [
    'a value',
    '/graphql',
    operation({ query: '{ partnerships(first: -1) { totalCount } }' }),
    'BAD_USER_INPUT',
  ],
  [
    'an event stream of no operation',
    '/graphql',
    operation({}, { accept: 'text/event-stream' }),
    'BAD_USER_INPUT',
  ],
  [
    'a mutation by GET',
    `/graphql?query=${encodeURIComponent('mutation { interestWithdraw(input: { id: "1", version: 1 }) { asOf } }')}`,
    {},
    'BAD_USER_INPUT',
  ],
];

async function errorOf(path: string, request: RequestInit, language?: string) {
  const headers = { ...(request.headers as object), ...(language && { 'accept-language': language }) };
  const response = await fetch(`${GRAPH}${path}`, { ...request, headers });
  const { errors } = (await response.json()) as {
    errors: { message: string; extensions: Record<string, unknown> }[];
  };
  return { status: response.status, ...errors[0]! };
}

describe('an error', () => {
  it.each(REQUESTS)(
    'about %s is in French, or in English for who prefers it',
    async (_, path, request, code) => {
      const [french, english, preferred] = [
        await errorOf(path, request),
        await errorOf(path, request, 'en'),
        await errorOf(path, request, 'fr-CA, en;q=0.5'),
      ];
      expect(french.extensions.code).toBe(code);
      expect(french.message).toBe(preferred.message);
      expect(french.message).not.toBe(english.message);
      expect([english.status, english.extensions.code]).toEqual([french.status, code]);
      expect(Object.keys(english.extensions)).toEqual(Object.keys(french.extensions));
    },
  );

  it('of graphql-js is in English', async () => {
    for (const text of ['{', '{ nothing }'])
      expect((await errorOf('/graphql', operation({ query: text }))).message).toMatch(
        /^(Syntax Error|Cannot query)/,
      );
  });
});
