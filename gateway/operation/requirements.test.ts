import { describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '#kernel/auth';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { createRootCheck } from './requirements.js';

const API = `
  directive @authenticated on FIELD_DEFINITION
  directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION
  type Query { open: Int mine: Int @authenticated secret: Int @requiresScopes(scopes: [["a"], ["b"]]) }
  type Mutation { write: Int @requiresScopes(scopes: [["a"]]) }
  type Subscription { listen: Int @requiresScopes(scopes: [["b"]]) }
  type Other { secret: Int @authenticated }
`;
const check = createRootCheck(buildSchema(API));
const somebody = (...scopes: string[]): Actor => ({
  ...ANONYMOUS,
  kind: 'PERSON',
  id: 'x',
  permissions: scopes.map((scope) => ({ scope, of: 'one' })),
});
const refusedTo = (actor: Actor, text: string, variables: object = {}, name?: string) => {
  const document = parse(text);
  const operation = getOperationAST(document, name)!;
  return check(document, operation, variables as Record<string, unknown>, actor).map(
    ({ extensions }) => `${extensions.coordinate} ${extensions.code}`,
  );
};

describe('the permission that a root field requires', () => {
  it('is checked in queries, mutations and subscriptions', () => {
    expect(refusedTo(ANONYMOUS, '{ open }')).toEqual([]);
    expect(refusedTo(ANONYMOUS, '{ open mine other: secret }')).toEqual([
      'Query.mine UNAUTHENTICATED',
      'Query.secret UNAUTHENTICATED',
    ]);
    expect(refusedTo(somebody(), '{ mine secret }')).toEqual(['Query.secret FORBIDDEN']);
    expect(refusedTo(somebody('b'), '{ mine secret }')).toEqual([]);
    expect(refusedTo(somebody('b'), 'mutation { write }')).toEqual(['Mutation.write FORBIDDEN']);
    expect(refusedTo(somebody('a'), 'subscription { listen }')).toEqual(['Subscription.listen FORBIDDEN']);
  });

  it('is checked for the named operation only', () => {
    const text = 'query A { open } query B { mine }';
    expect(refusedTo(ANONYMOUS, text, {}, 'A')).toEqual([]);
    expect(refusedTo(ANONYMOUS, text, {}, 'B')).toEqual(['Query.mine UNAUTHENTICATED']);
  });

  it('is checked within fragments, and not for fields that are left out', () => {
    const text = `query ($with: Boolean!) { ... @include(if: $with) { ...F } open @skip(if: $with) }
      fragment F on Query { ... { mine } }`;
    expect(refusedTo(ANONYMOUS, text, { with: true })).toEqual(['Query.mine UNAUTHENTICATED']);
    expect(refusedTo(ANONYMOUS, text, { with: false })).toEqual([]);
    const twice = `query ($with: Boolean!) { ...F @include(if: $with) ...F } fragment F on Query { mine }`;
    expect(refusedTo(ANONYMOUS, twice, { with: false })).toEqual(['Query.mine UNAUTHENTICATED']);
  });

  it('is not checked for fields that a default leaves out, and a condition without a value is an error', () => {
    expect(refusedTo(ANONYMOUS, 'query ($x: Boolean = false) { mine @include(if: $x) }')).toEqual([]);
    expect(refusedTo(ANONYMOUS, 'query ($x: Boolean = true) { mine @skip(if: $x) }')).toEqual([]);
    const twice = '{ ...F @skip(if: true) ...F @skip(if: true) } fragment F on Query { mine }';
    expect(refusedTo(ANONYMOUS, twice)).toEqual([]);
    for (const variables of [{}, { x: null }])
      expect(() => refusedTo(ANONYMOUS, 'query ($x: Boolean!) { mine @include(if: $x) }', variables)).toThrow(
        /the condition x has no value/,
      );
  });

  it('is checked in linear time for fragments that spread others twice each', () => {
    const bomb = Array.from(
      { length: 60 },
      (_, at) =>
        `fragment F${at} on Query { ${at < 59 ? `...F${at + 1} @include(if: true) ...F${at + 1} @skip(if: false)` : 'mine'} }`,
    );
    const refused = refusedTo(ANONYMOUS, `{ ...F0 } ${bomb.join(' ')}`);
    expect(new Set(refused)).toEqual(new Set(['Query.mine UNAUTHENTICATED']));
    expect(refused.length).toBeLessThan(3);
  });
});
