import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, isEnumType } from 'graphql';
import { CATALOGUE, Words, type Wording, type WordKey } from './words.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const sources = readdirSync(`${root}gateway/portal`, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.messages.ts') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(`${root}gateway/portal/${file}`, 'utf8'));
const code = sources.join('\n');
const schema = buildSchema(readFileSync(`${root}schema/api.graphql`, 'utf8'), { assumeValid: true });

const keys = Object.keys(CATALOGUE) as WordKey[];
const isTerm = (key: string) => /^[A-Z]/.test(key);
const forms = (wording: Wording) => (typeof wording === 'string' ? [wording] : [wording.one, wording.other]);
const valuesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** Keys that the code makes of a word and a variable, such as `refusal.${kind}`. */
const made = [...code.matchAll(/`([a-z]+(?:\.[a-z]+)?)\.\$\{/g)].map(([, start]) => `${start}.`);

describe('the words of the portal', () => {
  it.each(keys)('%s: is in both languages, with the same values', (key) => {
    const { fr, en }: { fr: Wording; en: Wording } = CATALOGUE[key];
    for (const text of [...forms(fr), ...forms(en)]) expect(text.trim()).not.toBe('');
    const [values] = forms(fr).map(valuesOf);
    for (const text of [...forms(fr), ...forms(en)]) expect(valuesOf(text)).toEqual(values);
  });

  it.each(keys.filter((key) => !isTerm(key)))('%s: is used', (key) => {
    expect(
      code.includes(`'${key}'`) || code.includes(`"${key}"`) || made.some((start) => key.startsWith(start)),
    ).toBe(true);
  });

  it('name each value of the enums that pages show, and no other', () => {
    const types = [...new Set([...code.matchAll(/(?:term|named)\('(\w+)'/g)].map(([, type]) => type!))];
    expect(types.length).toBeGreaterThan(15);
    const wanted = types.flatMap((name) => {
      const type = schema.getType(name);
      if (!isEnumType(type)) throw new Error(`${name} is no enum of the graph`);
      return type.getValues().map((value) => `${name}.${value.name}`);
    });
    expect(keys.filter(isTerm).sort()).toEqual(wanted.sort());
  });

  it('are French with the spaces that French needs', () => {
    const wrong = keys.filter((key) => forms(CATALOGUE[key].fr).some((text) => / [?!:;»]|« /.test(text)));
    expect(wrong).toEqual([]);
  });
});

describe('numbers and dates', () => {
  const [fr, en] = [new Words('fr'), new Words('en')];

  it('are those of the language', () => {
    expect([fr.number(12_129), en.number(12_129)]).toEqual(['12\u202f129', '12,129']);
    expect([fr.date('2014'), fr.date('2019-09'), fr.date('2019-09-01')]).toEqual([
      '2014',
      'septembre 2019',
      '1er septembre 2019',
    ]);
    expect(fr.date('2019-09-21')).toBe('21 septembre 2019');
    expect(fr.period('2019-09-01', '2019-09-01')).toBe('1er septembre 2019');
    expect(fr.period('2019-09-01', '2019-09-11')).toMatch(/^1er\D+11 septembre 2019$/);
    expect(fr.period('2019-09-21', '2019-10-01')).toMatch(/^21 septembre\D+1er octobre 2019$/);
    expect([en.date('2014'), en.date('2019-09'), en.date('2019-09-01')]).toEqual([
      '2014',
      'September 2019',
      '1 September 2019',
    ]);
    expect([fr.languageName('pt'), en.languageName('pt')]).toEqual(['portugais', 'Portuguese']);
  });

  it('choose the plural of their language: French has the singular for 0', () => {
    const words = (n: number) => [fr, en].map((one) => one.text('count.partnerships', { n }));
    expect(words(0)).toEqual(['0 partenariat', '0 partnerships']);
    expect(words(1)).toEqual(['1 partenariat', '1 partnership']);
    expect(words(2)).toEqual(['2 partenariats', '2 partnerships']);
  });

  it('a value that is missing is an error, not an empty place', () => {
    expect(() => fr.text('count.partnerships')).toThrow('needs a value for n');
  });
});
