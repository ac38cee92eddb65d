import { describe, expect, it } from '@jest/globals';
import { keysOf } from '../name-keys.js';
import { soundOf } from '../name-typos.js';
import { AS_TYPED, BY_CODE, BY_WORDS } from './suggestion.candidates.js';
import { typedName } from './suggestion.query.js';
import { rank, type Candidate } from './suggestion.rank.js';

function candidate(name: string, weight: number, more: Partial<Candidate> = {}): Candidate {
  const { words, full, core } = keysOf(name);
  return {
    subjectId: `${name} ${weight}`,
    type: 'AUTHORITY',
    role: 'NAME',
    weight,
    words: ` ${words.join(' ')} `,
    full,
    core,
    sound: soundOf(core),
    readings: [AS_TYPED],
    kind: 'COMMUNE',
    nameFr: name,
    ...more,
  };
}

const order = (text: string, candidates: Candidate[]) =>
  rank(typedName(text)!, candidates, 10).map(({ nameFr }) => nameFr);

describe('rank', () => {
  it('puts a whole name before beginnings, and these before the rest', () => {
    const names = ['Saint-Denis-en-Val', 'Seine-Saint-Denis', 'Saint-Denis', 'Saint-Dizier'];
    expect(
      order(
        'saint denis',
        names.map((name) => candidate(name, 0.5)),
      ),
    ).toEqual(['Saint-Denis', 'Saint-Denis-en-Val', 'Seine-Saint-Denis', 'Saint-Dizier']);
  });

  it('puts the larger of two that fit alike first', () => {
    const [first] = rank(typedName('valence')!, [candidate('Valence', 0.4), candidate('Valence', 0.7)], 1);
    expect(first!.weight).toBe(0.7);
  });

  it('lets a large town that begins so pass a hamlet of that very name', () => {
    expect(order('clermont', [candidate('Clermont', 0.3), candidate('Clermont-Ferrand', 0.72)])[0]).toBe(
      'Clermont-Ferrand',
    );
    expect(order('eu', [candidate('Eure', 0.7), candidate('Eu', 0.5)])[0]).toBe('Eu');
  });

  it('forgives letters that are wrong, where nothing fits better', () => {
    expect(order('strasbuorg', [candidate('Strasbourg', 0.76), candidate('Strenquels', 0.3)])[0]).toBe(
      'Strasbourg',
    );
    expect(order('lile', [candidate('Lille', 0.75), candidate('Lizy', 0.4)])[0]).toBe('Lille');
  });

  it('forgives letters that are wrong in some words of a long name, in long words alone', () => {
    const theme = candidate('Climat, adaptation et résilience', 0.5, {
      type: 'THEME',
      kind: null,
      readings: [BY_WORDS],
    });
    for (const text of ['resilence', 'adaptatoin', 'climta et resilence', 'adaptatio', 'resil'])
      expect(order(text, [theme])).toHaveLength(1);
    for (const text of ['rezzilense', 'climatt sport', 'cilm']) expect(order(text, [theme])).toEqual([]);
  });

  it('prefers what lies in the place that was typed, and what has the kind', () => {
    const typed = typedName('saint denis 93')!;
    const reading = typed.placed.findIndex(({ place }) => place === '93') + 1;
    const here = candidate('Saint-Denis', 0.3, { subjectId: 'here', readings: [reading] });
    expect(rank(typed, [candidate('Saint-Denis', 0.7), here], 1)[0]!.subjectId).toBe('here');

    const city = candidate('Lyon', 0.8);
    const group = candidate('Métropole de Lyon', 0.76, { kind: 'METROPOLIS_LYON' });
    expect(order('lyon', [city, group])[0]).toBe('Lyon');
    expect(order('lyon metropole', [city, group])[0]).toBe('Métropole de Lyon');
    expect(order('ville de lyon', [group, city])[0]).toBe('Lyon');
  });

  it('takes a code at its word', () => {
    const found = candidate('Seine-Saint-Denis', 0.5, { readings: [BY_CODE] });
    expect(order('93', [candidate('Neuf', 0.9), found])[0]).toBe('Seine-Saint-Denis');
  });

  it('gives each thing once, by its best name, and nothing that has nothing in common', () => {
    const alias = candidate('Grand Lyon', 0.7, { subjectId: 'lyon', role: 'ALIAS' });
    const name = candidate('Métropole de Lyon', 0.7, { subjectId: 'lyon' });
    expect(order('grand lyon', [name, alias])).toEqual(['Grand Lyon']);
    expect(order('xyz', [candidate('Quimper', 0.6)])).toEqual([]);
  });
});
