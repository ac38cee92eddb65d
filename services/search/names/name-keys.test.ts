import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keysOf, wordsOf } from './name-keys.js';
import { keysOfMention } from './name-ambiguity.js';

describe('wordsOf', () => {
  it.each([
    ['St-Denis', 'saint denis'],
    ['stdenis', 'saint denis'],
    ['Strasbourg', 'strasbourg'],
    ['Chalon s/Saône', 'chalon sur saone'],
    ['Fontenay ss Bois', 'fontenay sous bois'],
    ['Mt de Marsan', 'mont de marsan'],
    ['N.D. de Gravenchon', 'n d de gravenchon'],
    ['ND de Gravenchon', 'notre dame de gravenchon'],
    ['Lyon 7ème', 'lyon 7'],
    ['Paris 1er arrdt', 'paris 1 arrondissement'],
    ['Les Ulis91', 'les ulis 91'],
    ['Les Constructor', 'les constructor'],
    ['RENNES CEDEX 7', 'rennes'],
    ['35042 Rennes Cedex', '35042 rennes'],
    ['Cedex', ''],
    ['…', ''],
  ])('of %s are %s', (text, words) => expect(wordsOf(text).join(' ')).toBe(words));
});

describe('keysOf', () => {
  it.each([
    ['Le Mans', 'lemans', 'mans', []],
    ["L'Haÿ-les-Roses", 'lhaylesroses', 'hayroses', []],
    ['La', 'la', 'la', []],
    ['Ville-d’Avray', 'villedavray', 'avray', ['COMMUNE', 'SPECIAL_COLLECTIVITY']],
    ['Villeneuve', 'villeneuve', 'villeneuve', []],
    ['Ville', 'ville', 'ville', []],
    ['département de l’Hérault', 'departementdelherault', 'herault', ['DEPARTMENT', 'SPECIAL_COLLECTIVITY']],
    ['CA du Grand Chalon', 'cadugrandchalon', 'grandchalon', ['AGGLOMERATION_COMMUNITY']],
    ['com com du Genevois', 'comcomdugenevois', 'genevois', ['COMMUNITY_OF_COMMUNES']],
    ['Rennes métro', 'rennesmetro', 'rennes', ['METROPOLIS', 'METROPOLIS_LYON', 'URBAN_COMMUNITY']],
  ])('of %s', (text, full, core, kinds) => expect(keysOf(text)).toMatchObject({ full, core, kinds }));

  it.each([
    ...['communauté de communes', 'com com', 'CC', 'communauté d’agglo', 'CA', 'communauté urbaine', 'CU'],
    ...['métropole européenne', 'Eurométropole', 'métro', 'métropole', 'agglo', 'intercommunalité'],
    ...['communauté', 'conseil départemental', 'conseil général', 'département', 'CD', 'conseil régional'],
    ...['région', 'collectivité territoriale', 'collectivité', 'conseil municipal', 'mairie'],
  ])('know “%s” before a name and after it', (word) => {
    for (const text of [`${word} de Nozay`, `Nozay ${word}`]) {
      const { core, kinds } = keysOf(text);
      expect([text, core]).toEqual([text, 'nozay']);
      expect(kinds).not.toEqual([]);
    }
  });

  it('are letters and digits alone, of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const { full, core } = keysOf(text);
        expect(full).toMatch(/^[\p{L}\p{N}]*$/u);
        expect(core === '').toBe(full === '');
        expect(full.length).toBeGreaterThanOrEqual(core.length);
      }),
    );
  });
});

describe('keysOfMention', () => {
  it.each([
    ['Grand Lyon / Métropole de Lyon / Ville de Lyon', ['grandlyon', 'metropoledelyon', 'villedelyon']],
    ['Valence – Waoundé (Atlas 12847)', ['valence', 'waounde']],
    ['Rhône-Alpes, Basse-Normandie', ['rhonealpes', 'bassenormandie']],
  ])('of %s', (mention, keys) => expect(keysOfMention(mention)).toEqual(keys));
});
