import { expect } from '@jest/globals';
import type { AttackedGraph } from './attacked-graph.js';
import { ARMOR, INVALID, LIMIT, OWASP, times, type SecurityCase } from './security-case.js';

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
];
