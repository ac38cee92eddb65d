import { Random } from '../random/random.js';

// Texts that are made to stop or to end a gateway, of random sizes.

export const repeat = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');
export const nest = (
  times: number,
  around: (inner: string, level: number) => string,
  inner: string,
): string => (times ? nest(times - 1, around, around(inner, times)) : inner);

/** A chain of fragments, each of which spreads the next one some times. */
export function chain(
  length: number,
  times: number,
  last: string,
  type = 'Query',
  around = '{ ...F0 }',
): string {
  const body = (at: number) => (at === length - 1 ? last : repeat(times, () => `...F${at + 1}`));
  return `${around} ${repeat(length, (at) => `fragment F${at} on ${type} { ${body(at)} }`)}`;
}

const TYPES = [
  'Authority',
  'Country',
  'Theme',
  'Event',
  'Expertise',
  'Partnership',
  'CountryGroup',
  'NewsItem',
];
const LISTS = ['authorities', 'partnerships', 'expertises', 'events', 'countries', 'themes', 'regions'];
const TOKENS =
  '{ } ( ) [ ] ... on fragment query $a : ! @skip (if: true " """ \\u{ 1e9 -0 null theme code Theme F __typename # \u2028 & | ='.split(
    ' ',
  );

/** Kinds of texts by name. */
export const HOSTILE_KINDS: Readonly<Record<string, (random: Random) => string>> = {
  'a chain of spreads': (random) =>
    chain(
      2 + random.below(38),
      1 + random.below(12),
      random.pick(['__typename', 'regions(first: 1) { totalCount }']),
      'Query',
      '{ ...F0 }',
    ),
  'a chain through fields': (random) => {
    const length = 2 + random.below(12);
    const times = 1 + random.below(4);
    const alias = random.chance(0.5);
    return `{ theme(code: "EDU") { ...F0 } } ${repeat(
      length,
      (at) =>
        `fragment F${at} on Theme { ${at === length - 1 ? 'code' : repeat(times, (copy) => `${alias ? `a${copy}: ` : ''}parent { ...F${at + 1} ${random.chance(0.5) ? 'code' : ''} }`)} }`,
    )}`;
  },
  'deep braces': (random) => {
    const depth = 1 + random.below(5_000);
    return `${'{ a'.repeat(depth)}${'}'.repeat(random.chance(0.8) ? depth : random.below(depth + 1))}`;
  },
  'deep lists': (random) => {
    const depth = 1 + random.below(2_000);
    return `{ node(id: ${'['.repeat(depth)}${']'.repeat(depth)}) { id } }`;
  },
  'many aliases': (random) => `{ ${repeat(1 + random.below(5_000), (at) => `a${at}: __typename`)} }`,
  'the same field': (random) =>
    `{ theme(code: "EDU") { ${repeat(1 + random.below(1_200), () => random.pick(['code', 'name', 'parent { code }']))} } }`,
  'inline fragments': (random) =>
    `{ theme(code: "EDU") { ${repeat(1 + random.below(350), () => '... on Theme { code parent { code } }')} } }`,
  'nested repetitions': (random) =>
    `{ theme(code: "EDU") { ${nest(
      1 + random.below(9),
      (inner) => repeat(1 + random.below(3), () => `parent { ${inner} }`),
      'code',
    )} } }`,
  'members of an interface': (random) =>
    `{ ${repeat(
      1 + random.below(20),
      (at) =>
        `n${at}: node(id: "x") { ${repeat(1 + random.below(TYPES.length * 2), () => `... on ${random.pick(TYPES)} { id version: __typename ${random.pick(['', 'list: newsItems(first: 1) { totalCount }', 'name', 'theme { code parent { code } }'])} }`)} }`,
    )} }`,
  'nested interfaces': (random) =>
    `{ node(id: "x") { ${nest(
      1 + random.below(8),
      (inner) =>
        repeat(1 + random.below(4), () => `... on ${random.pick([...TYPES, 'Node'])} { id ${inner} }`),
      'id',
    )} } }`,
  'lists in lists': (random) =>
    `{ ${nest(
      1 + random.below(6),
      (inner) =>
        `${random.pick(LISTS)}(first: ${1 + random.below(100)}) { nodes { ${inner} } edges { node { ${inner} } } }`,
      'id',
    )} }`,
  'many variables': (random) => {
    const count = 1 + random.below(400);
    return `query (${repeat(count, (at) => `$v${at}: String = "x"`)}) { ${repeat(count, (at) => `a${at}: theme(code: $v${at}) { code }`)} }`;
  },
  conditions: (random) => {
    const count = 1 + random.below(60);
    return `query (${repeat(count, (at) => `$v${at}: Boolean = ${String(random.chance(0.5))}`)}) { theme(code: "EDU") { ${repeat(count, (at) => `a${at}: code @include(if: $v${at})`)} } }`;
  },
  'unknown names': (random) =>
    `{ ${repeat(1 + random.below(600), () => `${random.pick(['autorites', 'partnershps', 'nothing', 'x'])}${random.below(9)}(frst: 1) { nodez }`)} }`,
  'deep filters': (random) =>
    `{ authorities(filter: ${nest(1 + random.below(14), (inner) => random.pick([`{ and: [${inner}, ${inner}] }`, `{ not: ${inner} }`, `{ or: [${inner}] }`]), '{ isEpci: true }').slice(0, 30_000)}) { totalCount } }`,
  'long texts': (random) =>
    `{ theme(code: "${random
      .pick(['x', '\u{1F600}', 'é', '\\u0000', '\\u{1F600}', '\\uD83D'])
      .repeat(1 + random.below(4_000))}") { code } }`,
  'huge numbers': (random) =>
    `{ themes(first: ${random.pick(['', '-'])}${'9'.repeat(1 + random.below(20_000))}${random.pick(['', 'e99999', '.5'])}) { totalCount } }`,
  'comments and commas': (random) =>
    `{ ${random.pick(['#\n', ',', ' ', '\uFEFF']).repeat(1 + random.below(30_000))} __typename }`,
  introspection: (random) =>
    `{ __schema { types { ${nest(1 + random.below(7), (inner) => `fields { type { ${inner} } } ${inner}`, 'name')} } } }`,
  'fields that differ': (random) =>
    `{ theme(code: "EDU") { ${repeat(1 + random.below(400), () => random.pick(['a: code', 'a: name', 'parent { a: code }', 'parent { a: name }']))} } }`,
  'fragments that meet differently on each path': (random) => {
    const levels = 1 + random.below(11);
    const below = (at: number, name: string, more: string) =>
      `parent { ...${name}${at + 1} ${more} } children { ...${name}${at + 1} }`;
    const all = (name: string, more: string) =>
      repeat(
        levels + 1,
        (at) => `fragment ${name}${at} on Theme { ${at === levels ? 'code' : below(at, name, more)} }`,
      );
    return `{ theme(code: "EDU") { ...F0 } } ${all('F', '...G0')} ${all('G', '')}`;
  },
  cycles: (random) =>
    `{ ...F0 } ${repeat(1 + random.below(60), (at) => `fragment F${at} on Query { ...F${random.below(60)} ...F${random.below(60)} __typename }`)}`,
  'a mixture of tokens': (random) => repeat(1 + random.below(200), () => random.pick(TOKENS)),
};
