import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { messagesOf } from '#kernel/errors';
import { PROBLEMS } from '#vocabulary';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const sources = execFileSync('git', ['ls-files', 'services', 'gateway'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(`${root}${file}`, 'utf8') }));
const isCatalogue = ({ file }: { file: string }) => file.endsWith('.messages.ts');
const code = sources.filter((source) => !isCatalogue(source));
const api = readFileSync(`${root}schema/api.graphql`, 'utf8');

/** Names in braces, in the order of the alphabet. */
const valuesOf = (message: string) => [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('messages of problems', () => {
  const messages = [...messagesOf(PROBLEMS)];

  it.each(messages)(
    '%s: says it in English and in French, with room for the same values',
    (_, { en, fr }) => {
      expect(en).toMatch(/^\S.*[.]$/);
      expect(fr).toMatch(/^\S.*[.]$/);
      expect(fr).not.toBe(en);
      expect(valuesOf(fr)).toEqual(valuesOf(en));
    },
  );

  it.each(messages)('%s: is used', (id) => {
    expect(code.filter(({ text }) => text.includes(`'${id}'`)).map(({ file }) => file)).not.toEqual([]);
  });

  it('the enum of the graph has each code, with a description that names the French term', () => {
    const [, body] = /enum ProblemCode \{([^}]*)\}/.exec(api)!;
    const values = [...body!.matchAll(/"""(.*?)"""\s+([A-Z_]+)/gs)];
    expect(values.map(([, , name]) => name)).toEqual(Object.keys(PROBLEMS).sort());
    for (const [, description] of values) expect(description).toMatch(/\([^()]+\)\.\s*$/);
  });

  it('mutations list codes that exist', () => {
    const listed = [...api.matchAll(/Problems: ([A-Z_, ]+)\./g)].flatMap(([, codes]) => codes!.split(', '));
    expect(listed.length).toBeGreaterThan(100);
    expect(listed.filter((one) => !(one in PROBLEMS))).toEqual([]);
  });
});

/** Messages of a catalogue, however deep it has them, with their path. */
function* messagesIn(value: unknown, path: string): Generator<[path: string, en: string, fr: string]> {
  if (typeof value !== 'object' || value === null) return;
  const { en, fr } = value as { en?: unknown; fr?: unknown };
  if (typeof en === 'string' && typeof fr === 'string') yield [path, en, fr];
  else for (const [name, part] of Object.entries(value)) yield* messagesIn(part, `${path}.${name}`);
}

describe('catalogues', () => {
  it('have no French message that is the English one', async () => {
    const messages: [path: string, en: string, fr: string][] = [];
    for (const { file } of sources.filter(isCatalogue)) {
      const catalogue: unknown = await import(`${root}dist/${file.replace(/\.ts$/, '.js')}`);
      messages.push(...messagesIn(catalogue, file));
    }
    expect(messages.length).toBeGreaterThan(300);
    // A message of values alone has no language, and one word may be the same in both: "expertises".
    const isWorded = (text: string) => /\p{L}[^\p{L}\p{M}]+\p{L}/u.test(text.replaceAll(/\{\w+\}/g, ''));
    expect(messages.filter(([, en, fr]) => en === fr && isWorded(en)).map(([path]) => path)).toEqual([]);
  });
});

describe('a message for people', () => {
  it('is written in a catalogue, never where it is used', () => {
    const makers = [
      'services/kernel/errors/messages.ts',
      'services/kernel/errors/problems.ts',
      // Passes on what another subgraph has said in both languages.
      'services/imports/work/undo-step.ts',
    ];
    const elsewhere = code
      .filter(({ file }) => !makers.includes(file))
      .filter(({ text }) => /Text\.of\(|messageEn:|messageFr:/.test(text))
      .map(({ file }) => file);
    expect(elsewhere).toEqual([]);
  });

  it('is never English alone, but where the README of the gateway says so', () => {
    const english = code
      .filter(({ text }) => /new GraphQLError\(\s*['"`][A-Z]/.test(text))
      .map(({ file }) => file);
    expect(english).toEqual([
      // Operation types that the schema lacks, worded as graphql-js words its errors of validation.
      'gateway/operation/document-reader.ts',
      // Other supergraphs.
      'gateway/operation/plain-subgraph-client.ts',
    ]);
  });
});
