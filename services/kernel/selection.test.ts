import { expect, it } from '@jest/globals';
import { buildSchema, graphqlSync, type GraphQLResolveInfo } from 'graphql';
import { asksFor } from './selection.js';

const schema = buildSchema(`
  type Query { statistics: Statistics }
  type Statistics { total: Int  groups: [Group!]  authorities: Int }
  type Group { count: Int  authorities: Int }
`);

it.each([
  ['{ statistics { total } }', false, false],
  ['{ statistics { authorities } }', true, false],
  ['{ statistics { groups { authorities } } }', false, true],
  ['{ statistics { groups { authorities: count } } }', false, false],
  ['{ statistics { groups { people: authorities } } }', false, true],
  ['{ statistics { total } statistics { groups { count } groups { authorities } } }', false, true],
  [
    '{ statistics { ...S } } fragment S on Statistics { groups { ...G } } fragment G on Group { authorities }',
    false,
    true,
  ],
  ['{ statistics { ... on Statistics { ... { authorities } } } }', true, false],
  ['{ statistics { authorities @skip(if: true) groups { authorities @include(if: false) } } }', true, true],
])('%s', (source, total, ofGroups) => {
  let info: GraphQLResolveInfo;
  graphqlSync({
    schema,
    source,
    rootValue: {
      statistics: (_args: unknown, _context: unknown, given: GraphQLResolveInfo) => void (info = given),
    },
  });
  expect(asksFor(info!, 'authorities')).toBe(total);
  expect(asksFor(info!, 'groups', 'authorities')).toBe(ofGroups);
});
