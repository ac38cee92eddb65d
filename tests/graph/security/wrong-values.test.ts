import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { doorsOf } from '../../support/doors.js';
import { GRAPH } from '../../support/graph.js';
import { addressOf, startProgram, type Program } from '../../support/program.js';

// Wrong values and misspelt names: the same error through every door, with the place of the value and what is expected
// there; nothing of the schema where it cannot be read.

const IN_DOCUMENT = '{ authorities(filter: { and: [{ kind: { in: [REGION, COMUNE] } }] }) { totalCount } }';
const IN_VARIABLE = 'query ($f: AuthoritySearchFilter) { authorities(filter: $f) { totalCount } }';
const MISSPELT = { f: { and: [{ kind: { in: ['REGION', 'COMUNE'] } }] } };
const EXPECTED = /^l’une des valeurs (\w+, )*COMMUNE(, \w+)*$/;

describe.each(doorsOf(() => GRAPH))('through %s', (_, through) => {
  it('an enum value in the document has its place, and those that the enum has', async () => {
    const { data, errors } = await through(IN_DOCUMENT, {});
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message: expect.stringMatching(
          /^filter\.and\.0\.kind\.in\.1 : attendu : .* Vouliez-vous dire « COMMUNE » \?$/,
        ),
        locations: [{ line: 1, column: IN_DOCUMENT.indexOf('COMUNE') + 1 }],
        extensions: {
          code: 'GRAPHQL_VALIDATION_FAILED',
          argument: 'filter.and.0.kind.in.1',
          expected: expect.stringMatching(EXPECTED),
        },
      },
    ]);
  });

  it('an enum value in a variable has its place, and those that the enum has', async () => {
    const { data, errors } = await through(IN_VARIABLE, MISSPELT);
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message: expect.stringMatching(
          /^f\.and\.0\.kind\.in\.1 : attendu : .* Vouliez-vous dire « COMMUNE » \?$/,
        ),
        locations: [{ line: 1, column: 8 }],
        extensions: {
          code: 'BAD_USER_INPUT',
          argument: 'f.and.0.kind.in.1',
          variable: 'f',
          expected: expect.stringMatching(EXPECTED),
        },
      },
    ]);
  });

  it.each([
    ['field', '{ authority(siren: "x") { nmae } }', /Did you mean "name"/],
    ['argument', '{ authority(sirn: "x") { name } }', /Did you mean "siren"/],
    [
      'type',
      'query ($f: AuthoritySerchFilter) { authorities(filter: $f) { totalCount } }',
      /"AuthoritySearchFilter"/,
    ],
  ])('a misspelt %s is answered with what was meant', async (_kind, query, message) => {
    const { errors } = await through(query, {});
    expect(errors![0]!.message).toMatch(message);
  });
});

describe('without introspection', () => {
  let program: Program;
  let hidden: string;
  beforeAll(async () => {
    // The passwords of the database roles are derived from the secret: another one would lock out the shared graph.
    const database = { DATABASE_URL: process.env.TEST_DATABASE!, SECRET: process.env.TEST_SECRET! };
    program = startProgram({ PORT: '0', INTROSPECTION: 'false', LOG_LEVEL: 'warn', ...database });
    hidden = await addressOf(program);
  });
  afterAll(() => program?.stop());

  it.each(doorsOf(() => hidden))('%s tells no name that the client has not written', async (_, through) => {
    const messages = async (query: string, variables = {}) =>
      (await through(query, variables)).errors!.map(({ message, extensions }) => [
        message,
        extensions.expected,
      ]);
    expect(await messages(IN_DOCUMENT)).toEqual([
      ['filter.and.0.kind.in.1 : attendu : une autre valeur.', 'une autre valeur'],
    ]);
    expect(await messages(IN_VARIABLE, MISSPELT)).toEqual([
      ['f.and.0.kind.in.1 : attendu : une autre valeur.', 'une autre valeur'],
    ]);
    expect(await messages('{ authority(siren: "x") { nmae } }')).toEqual([
      ['Cannot query field "nmae" on type "…".', undefined],
    ]);
    expect(await messages('{ authority(sirn: "x") { name } }')).toEqual([
      ['Unknown argument "sirn" on field "…".', undefined],
    ]);
    expect(await messages('{ authority }')).toEqual([
      ['Field "authority" of type "…" must have a selection of subfields.', undefined],
    ]);
  });
});
