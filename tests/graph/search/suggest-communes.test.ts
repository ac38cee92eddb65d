import { describe, expect, it } from '@jest/globals';
import { makeId } from '#kernel/values';
import fc from 'fast-check';
import { communes, foldedName, type Commune } from '../../support/search/communes.js';
import { authorityOf, suggest } from '../../support/search/suggest.js';
import { runs } from '../../support/random/depth.js';

const names = new Map(
  communes.map((commune) => [makeId('Authority', `COM-${commune.code}`), foldedName(commune)]),
);
const any = fc.constantFrom(...communes);
const RUNS = runs(40, 10);

/** Whether a commune of this name is among the first three: a name alone does not distinguish homonyms. */
async function isFound(text: string, commune: Commune): Promise<boolean> {
  const found = await suggest(text, { first: 3 });
  return found.some(({ authority }) => names.get(authority?.id ?? '') === foldedName(commune));
}

describe('any commune', () => {
  it.each<[string, (name: string) => string]>([
    ['as it is', (name) => name],
    ['in capitals', (name) => name.toUpperCase()],
    ['without accents', (name) => name.normalize('NFD').replaceAll(/\p{M}/gu, '')],
    ['with spaces for hyphens', (name) => name.replaceAll(/[-’']/g, ' ')],
    ['with hyphens for spaces', (name) => name.replaceAll(' ', '-')],
    ['run together', (name) => name.replaceAll(/[-’' ]/g, '')],
    ['with St for Saint', (name) => name.replaceAll(/\bSaint(e?)\b/g, 'St$1')],
  ])('is found by its name %s', (_, edit) =>
    fc.assert(
      fc.asyncProperty(any, async (commune) => {
        expect(await isFound(edit(commune.nom), commune)).toBe(true);
      }),
      RUNS,
    ),
  );

  it('is found exactly when its département follows', () =>
    fc.assert(
      fc.asyncProperty(any, async (commune) => {
        const { code, nom, departement } = commune;
        const isSame = (other: Commune) =>
          other.departement === departement && foldedName(other) === foldedName(commune);
        fc.pre(communes.filter(isSame).length === 1);
        const found = await suggest(`${nom} ${departement}`, { first: 3 });
        expect(found).toContainEqual(expect.objectContaining({ authority: authorityOf(`COM-${code}`) }));
      }),
      RUNS,
    ));

  const long = communes.filter(({ nom }) => nom.length >= 8);
  it.each<[string, (name: string, at: number) => string]>([
    ['missing', (name, at) => name.slice(0, at) + name.slice(at + 1)],
    ['typed twice', (name, at) => name.slice(0, at) + name.slice(at - 1)],
    ['swapped with the next', (name, at) => name.slice(0, at) + name[at + 1] + name[at] + name.slice(at + 2)],
  ])('with a longer name is found with a letter %s, nine times in ten', async (_, edit) => {
    const draws = fc.sample(fc.tuple(fc.constantFrom(...long), fc.nat()), { numRuns: 100, seed: 2026 });
    const misses: string[] = [];
    for (const [commune, random] of draws) {
      const typed = edit(commune.nom, 1 + (random % (commune.nom.length - 2)));
      if (!(await isFound(typed, commune))) misses.push(`${typed} for ${commune.nom}`);
    }
    expect(misses.slice(draws.length / 10)).toEqual([]);
  });
});
