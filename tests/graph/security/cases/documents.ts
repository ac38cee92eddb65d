import { expect } from '@jest/globals';
import { resultOf, type AttackedGraph } from './attacked-graph.js';
import { ARMOR, INPUT, INVALID, LIMIT, OWASP, times, type SecurityCase } from './security-case.js';

// DOC: documents that are made to cost much.

/** A chain of fragments, each spread twice by the one before. */
const bomb = (levels: number) =>
  `{ authorities(first: 1) { nodes { ...F0 } } } ${times(levels, (at) => `fragment F${at} on Authority { successor { ...F${at + 1} } b: successor { ...F${at + 1} } }`)} fragment F${levels} on Authority { id }`;
const nested = (levels: number) =>
  `{ authorities { nodes { ${'successor { '.repeat(levels)}id${' }'.repeat(levels)} } } }`;

/** Expects that a document is refused with a code, and with the limit that it exceeds. */
const refused =
  (query: string | (() => string), code: string, limit?: string) =>
  async (graph: AttackedGraph): Promise<void> => {
    const { status, data, errors } = await graph.ask(typeof query === 'string' ? query : query());
    expect(data).toBeUndefined();
    expect(errors[0]!.extensions).toMatchObject(limit ? { code, limit } : { code });
    expect(errors.length).toBeLessThanOrEqual(101);
    // With the newer content type, the status shows that nothing was executed.
    expect(status).toBe(200);
    const strict = await graph.ask(
      typeof query === 'string' ? query : query(),
      {},
      {
        accept: 'application/graphql-response+json',
      },
    );
    expect(strict.status).toBe(400);
  };

export const documents: SecurityCase[] = [
  {
    id: 'DOC-01',
    attack: 'a thousand aliases of one field',
    expected: 'a limit is exceeded, before any subgraph is asked',
    source: ARMOR,
    run: refused(`{ ${times(1_000, (at) => `k${at}: authorities(first: 1) { nodes { id } }`)} }`, LIMIT),
  },
  {
    id: 'DOC-03',
    attack: 'a hundred inline fragments of fifty each, which validation compares pair by pair',
    expected: 'a limit is exceeded, in time linear in the text',
    source: 'GHSA-fc86-6rv6-2jpm, GHSA-9pv7-vfvm-6vr7',
    run: refused(
      `{ ${'... on Query { theme(code: "EDU") { '.concat('... on Theme { code } '.repeat(10), '} } ').repeat(100)} }`,
      LIMIT,
      'tokens',
    ),
  },
  {
    id: 'DOC-04',
    attack: 'a hundred levels',
    expected: 'the nesting is refused',
    source: OWASP,
    run: refused(nested(100), LIMIT, 'nesting'),
  },
  {
    id: 'DOC-05',
    attack: 'a thousand levels',
    expected: 'refused before execution, without a word of a stack',
    source: OWASP,
    run: refused(nested(1_000), LIMIT, 'nesting'),
  },
  {
    id: 'DOC-06',
    attack: 'five thousand levels, for a parser that recurses',
    expected: 'refused before it is parsed',
    source: 'GHSA-r7cg-qjjm-xhqq',
    run: refused(`${'{a'.repeat(5_000)}${'}'.repeat(5_000)}`, LIMIT, 'nesting'),
  },
  {
    id: 'DOC-07',
    attack: 'a fragment that spreads itself',
    expected: 'invalid',
    source: OWASP,
    run: refused('{ theme(code: "EDU") { ...F } } fragment F on Theme { parent { ...F } }', INVALID),
  },
  {
    id: 'DOC-09',
    attack: 'a chain of 26 fragments, each spread twice',
    expected: 'refused by one walk over the text',
    source: 'CVE-2025-32030, CVE-2025-32031',
    run: refused(bomb(26), LIMIT),
  },
  {
    id: 'DOC-11',
    attack: '45 aliases in each of 45',
    expected: 'the aliases are refused',
    run: refused(
      `{ theme(code: "EDU") { ...F0 } } fragment F0 on Theme { ${times(45, (at) => `a${at}: parent { ...F1 }`)} } fragment F1 on Theme { ${times(45, (at) => `a${at}: parent { code }`)} }`,
      LIMIT,
      'aliases',
    ),
  },
  {
    id: 'DOC-13',
    attack: 'five thousand directives on one field',
    expected: 'the text is too long',
    source: ARMOR,
    run: refused(`{ theme(code: "EDU") { code ${'@include(if:true)'.repeat(5_000)} } }`, LIMIT, 'characters'),
  },
  {
    id: 'DOC-14',
    attack: 'nine hundred unknown directives',
    expected: 'at most a hundred errors, and a small body',
    source: ARMOR,
    run: refused(`{ theme(code: "EDU") ${times(900, (at) => `@a${at}`)} { code } }`, INVALID),
  },
  {
    id: 'DOC-15',
    attack: 'a hundred thousand comments, and as many commas',
    expected: 'the text is too long, though it has few tokens',
    source: ARMOR,
    async run(graph) {
      for (const flood of ['#\n', ',', '\ufeff'])
        await refused(`{ __typename } ${flood.repeat(40_000)}`, LIMIT, 'characters')(graph);
      const { status } = await graph.post(
        JSON.stringify({ query: `{ __typename } ${','.repeat(2_000_000)}` }),
      );
      expect(status).toBe(413);
    },
  },
  {
    id: 'DOC-16',
    attack: 'a text of a megabyte as a literal',
    expected: 'the body is too large, and a smaller text is as well',
    source: OWASP,
    async run(graph) {
      const literal = (length: number) =>
        `{ themes(filter: { text: "${'A'.repeat(length)}" }) { totalCount } }`;
      expect((await graph.post(JSON.stringify({ query: literal(1_000_000) }))).status).toBe(413);
      await refused(literal(100_000), LIMIT, 'characters')(graph);
      const { errors } = await graph.ask(literal(257));
      expect(errors[0]!.extensions).toMatchObject({ code: INPUT, argument: 'filter.text' });
    },
  },
  {
    id: 'DOC-17',
    attack: 'a list of a hundred thousand ids',
    expected: 'at most a hundred are taken, whether they are a literal or a variable',
    source: OWASP,
    async run(graph) {
      const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
      expect((await graph.ask(query, { ids: Array(100_000).fill('1') })).status).toBe(413);
      const { errors } = await graph.ask(query, { ids: Array(101).fill('1') });
      expect(errors[0]!.extensions).toMatchObject({ code: INPUT, argument: 'ids' });
      await refused(`{ nodes(ids: [${times(3_000, () => '"1"')}]) { id } }`, LIMIT, 'tokens')(graph);
    },
  },
  {
    id: 'DOC-19',
    attack: 'a body of a hundred thousand opening brackets',
    expected: 'no JSON, and no stack that overflows',
    async run(graph) {
      const { status, errors } = resultOf(await graph.post('['.repeat(100_000)));
      expect([status, errors[0]!.extensions.code]).toEqual([400, INPUT]);
    },
  },
  {
    id: 'DOC-21',
    attack: 'several operations with the name of none, or without a name',
    expected: 'refused, without the names that there are',
    async run(graph) {
      for (const operationName of ['C', undefined, '__proto__']) {
        const query = 'query Secret1 { __typename } query Secret2 { __typename }';
        const { status, errors, text } = await graph.ask(query, {}, {}, { operationName });
        expect([status, errors[0]!.extensions.argument]).toEqual([400, 'operationName']);
        expect(text).not.toContain('Secret');
      }
    },
  },
  {
    id: 'DOC-23',
    attack: 'three hundred deferred fragments',
    expected: 'invalid: there is no @defer',
    run: refused(`{ theme(code: "EDU") { ${times(300, () => '... @defer { code }')} } }`, INVALID),
  },
  {
    id: 'DOC-25',
    attack: 'a thousand documents that differ in an alias, to flood the caches of plans',
    expected: 'all are answered, and others are not slower for it',
    async run(graph) {
      for (let round = 0; round < 25; round += 1)
        await Promise.all(
          Array.from({ length: 40 }, async (_, at) => {
            const alias = `a${round}x${at}x${Date.now()}`;
            const { data } = await graph.ask(`{ ${alias}: theme(code: "EDU") { code } }`);
            expect(data[alias]).toEqual({ code: 'EDU' });
          }),
        );
    },
  },
  {
    id: 'DOC-26',
    attack: 'every member of an interface, with fields of several subgraphs, ten times',
    expected: 'planned in time, or refused as too much to plan',
    source: 'CVE-2024-43414',
    async run(graph) {
      const types = ['Authority', 'Country', 'Theme', 'Event', 'Expertise', 'Partnership', 'CountryGroup'];
      const { data, errors } = await graph.ask(
        `{ ${times(10, (at) => `n${at}: nodes(ids: []) { id ${types.map((type) => `... on ${type} { id a: __typename }`).join(' ')} ... on Theme { expertises(first: 1) { nodes { authority { name expertises(first: 1) { nodes { theme { name } } } } } } } }`)} }`,
      );
      if (errors.length) expect(errors[0]!.extensions.code).toBe(LIMIT);
      else expect(data.n9).toEqual([]);
    },
  },
  {
    id: 'DOC-27',
    attack: 'two hundred operations in one document, of which one is named',
    expected: 'the tokens of all of them count',
    run: refused(
      times(700, (at) => `query Q${at} { __typename }`),
      LIMIT,
      'tokens',
    ),
  },
  {
    id: 'DOC-28',
    attack: 'variables, each a list of lists of lists, forty times',
    expected: 'the declaration is invalid, and nothing is executed',
    run: refused(
      `query (${times(40, (at) => `$v${at}: [[[[[[[[[[Int]]]]]]]]]]`)}) { themes(first: $v0) { totalCount } }`,
      INVALID,
    ),
  },
  {
    id: 'DOC-29',
    attack: 'conditions on every one of 300 fields, with a variable',
    expected: 'answered at once: a condition is no cost',
    async run(graph) {
      const fields = times(200, () => 'code @include(if: $on) @skip(if: $off)');
      const query = `query ($on: Boolean!, $off: Boolean!) { theme(code: "EDU") { ${fields} } }`;
      const { data, errors } = await graph.ask(query, { on: true, off: false });
      if (errors.length) expect(errors[0]!.extensions.code).toBe(LIMIT);
      else expect(data.theme).toEqual({ code: 'EDU' });
    },
  },
  {
    id: 'DOC-30',
    attack: 'names of the prototype as fields, aliases, fragments, variables, types and directives',
    expected: 'they are names like any other',
    async run(graph) {
      for (const name of ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf']) {
        for (const query of [
          `{ ${name} }`,
          `{ themes(${name}: 1) { totalCount } }`,
          `{ ... on ${name} { a } }`,
          `query ($a: ${name}) { theme(code: $a) { code } }`,
          `{ __typename @${name} }`,
          `{ themes(filter: { ${name}: 1 }) { totalCount } }`,
          `{ themes(orderBy: [{ field: ${name} }]) { totalCount } }`,
        ])
          expect((await graph.ask(query)).errors[0]!.extensions.code).toBe(INVALID);
        const { text } = await graph.ask(
          `query ${name}($${name}: ID) { ${name}: theme(code: $${name}) { ...${name} } } fragment ${name} on Theme { ${name}: code }`,
          JSON.parse(`{ "${name}": "EDU" }`) as Record<string, unknown>,
        );
        expect(text).toBe(`{"data":{"${name}":{"${name}":"EDU"}}}`);
      }
      expect(({} as Record<string, unknown>).code).toBeUndefined();
    },
  },
  {
    id: 'DOC-31',
    attack: 'a document that tries other documents of type system and extension',
    expected: 'only operations are executed',
    async run(graph) {
      for (const query of [
        'type Query { a: Int } { a }',
        'extend type Query { a: Int } query { __typename }',
        'directive @a on FIELD query { __typename @a }',
        'schema { query: Query }',
      ])
        expect((await graph.ask(query)).errors[0]!.extensions.code).toMatch(/VALIDATION|BAD_USER_INPUT/);
    },
  },
  {
    id: 'DOC-32',
    attack: 'a block string of many lines with growing indentation, and many escapes',
    expected: 'read in time linear in its length',
    async run(graph) {
      const lines = Array.from({ length: 170 }, (_, at) => ' '.repeat(at)).join('x\n');
      const { errors } = await graph.ask(`{ themes(filter: { text: """${lines}""" }) { totalCount } }`);
      expect(errors[0]!.extensions).toMatchObject({ code: INPUT, argument: 'filter.text' });
      const { data } = await graph.ask(`{ theme(code: "${'\\u0041'.repeat(5_000)}") { code } }`);
      expect(data).toEqual({ theme: null });
    },
  },
  {
    id: 'DOC-33',
    attack: 'introspection inside introspection, and the whole schema fifty times',
    expected: 'as much as tools ask for, and no more',
    async run(graph) {
      const deep = `{ __schema { types { ${'fields { type { '.repeat(5)} name ${'} }'.repeat(5)} } } }`;
      await refused(deep, LIMIT, 'introspection')(graph);
      const types = '{ types { fields { args { type { name } } type { name ofType { name } } } } }';
      await refused(`{ ${times(50, (at) => `a${at}: __schema ${types}`)} }`, LIMIT, 'introspection')(graph);
    },
  },
];
