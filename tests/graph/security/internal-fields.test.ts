import { describe, expect, it } from '@jest/globals';
import { getNamedType, isLeafType, isRequiredArgument, type GraphQLField } from 'graphql';
import { subgraphs } from '../../../services/run.js';
import { headersOf, type RoleName } from '../../support/actors.js';
import { ask } from '../../support/graph.js';

// Fields between subgraphs and the gateway cannot be read through the public API by any query.

async function askAs(caller: RoleName | 'ANONYMOUS', query: string, variables: Record<string, unknown> = {}) {
  const headers = caller === 'ANONYMOUS' ? {} : await headersOf(caller);
  const { data, errors } = await ask(query, variables, { headers });
  return { data, codes: errors.map(({ extensions }) => extensions.code) };
}

/** Operations on the fields that subgraphs have only for the gateway. */
const internal = [
  ...new Set(
    subgraphs.flatMap((subgraph) => {
      const schema = subgraph.schema();
      return [schema.getQueryType(), schema.getSubscriptionType()].flatMap((root) =>
        Object.values(root?.getFields() ?? {})
          .filter(({ name }) => name.startsWith('_'))
          .map((field) => `${root === schema.getQueryType() ? 'query' : 'subscription'} ${asked(field)}`),
      );
    }),
  ),
];

function asked({ name, args, type }: GraphQLField<unknown, unknown>): string {
  const required = args.filter(isRequiredArgument);
  const variables = required.map((argument) => `$${argument.name}: ${String(argument.type)}`);
  const given = required.map((argument) => `${argument.name}: $${argument.name}`);
  const list = (words: string[]) => (words.length ? `(${words.join(', ')})` : '');
  return `${list(variables)} { ${name}${list(given)}${isLeafType(getNamedType(type)) ? '' : ' { __typename }'} }`;
}

describe('the public API', () => {
  it('is tested with every internal field', () =>
    expect(internal.map((query) => /\{ (_\w+)/.exec(query)![1])).toEqual(
      expect.arrayContaining([
        '_service',
        '_entities',
        '_identify',
        '_revision',
        '_positions',
        '_changes',
        '_changed',
      ]),
    ));

  it.each([
    ...internal,
    '{ it: _service { __typename } }',
    '{ ...on Query { _entities(representations: []) { __typename } } }',
    'query ($these: [_Any!]!) { _entities(representations: $these) { ... on LabelApplication { reason } } }',
    '{ viewer { ... @defer { name } } }',
    'query { partners { nodes @stream(initialCount: 0) { name } } }',
  ])('refuses %s to everybody', async (query) => {
    for (const caller of ['ANONYMOUS', 'ADMINISTRATOR'] as const) {
      const { data, codes } = await askAs(caller, query, { these: [] });
      expect(data ?? null).toBeNull();
      expect(new Set(codes)).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
    }
  });

  it('shows no internal field or type', async () => {
    const { data } = await askAs('ADMINISTRATOR', '{ __schema { types { name fields { name } } } }');
    const types = data!.__schema.types as { name: string; fields: { name: string }[] | null }[];
    const names = types.flatMap(({ name, fields }) => [name, ...(fields ?? []).map((field) => field.name)]);
    expect(names.filter((name) => /^_(?!_)/.test(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(500);
  });

  it.each([
    '{ mine: labelApplications { totalCount } }',
    '{ ... on Query { labelApplications @include(if: true) { totalCount } } }',
    '{ ...all } fragment all on Query { __typename ...more } fragment more on Query { audit(of: "x") { __typename } }',
    '{ partners @skip(if: false) { totalCount } __typename }',
  ])('is not bypassed by %s', async (query) => {
    for (const caller of ['ANONYMOUS', 'PARTNER', 'ANALYST'] as const) {
      const { data, codes } = await askAs(caller, query);
      expect(data ?? null).toBeNull();
      expect(codes).toEqual([caller === 'ANONYMOUS' ? 'UNAUTHENTICATED' : 'FORBIDDEN']);
    }
  });
});
