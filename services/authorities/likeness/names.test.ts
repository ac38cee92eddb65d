import { describe, expect, it } from '@jest/globals';
import { foldText } from '#kernel/values';
import { KnownAuthorities, type KnownAuthority } from './candidates.js';
import { formsOf, likenessOf } from './names.js';
import { knownRows } from './support/known-rows.js';

// Measured against a plain loop over all names of the data with another measure (Jaro-Winkler on folded names).

const authorities = knownRows.map(({ key, name, localName, aliases, kind, countryCode }): KnownAuthority => ({
  id: key,
  names: [name, ...(localName ? [localName] : []), ...aliases],
  kind,
  countryCode,
  latitude: null,
  longitude: null,
  wikidataIds: [],
}));
const byCountry = new Map<string, KnownAuthority[]>();
for (const one of authorities)
  byCountry.set(one.countryCode, [...(byCountry.get(one.countryCode) ?? []), one]);

/** Numbers that are the same in each run (mulberry32). */
function numbersFrom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below) | 0;
  };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** The name with one letter missing, added, replaced or swapped with the next. */
function withTypo(name: string, number: (below: number) => number): string {
  const letters = [...name];
  const at = number(letters.length - 1);
  const letter = LETTERS[number(26)]!;
  switch (number(4)) {
    case 0:
      letters.splice(at, 1);
      break;
    case 1:
      letters.splice(at, 0, letter);
      break;
    case 2:
      letters[at] = letters[at] === letter ? 'q' : letter;
      break;
    default:
      [letters[at], letters[at + 1]] = [letters[at + 1]!, letters[at]!];
  }
  return letters.join('');
}

/** Jaro-Winkler similarity, from 0 to 1, as its authors define it. */
function jaroWinkler(one: string, other: string): number {
  if (one === other) return 1;
  const reach = Math.max(0, Math.floor(Math.max(one.length, other.length) / 2) - 1);
  const taken = new Set<number>();
  const matches = [...one].flatMap((letter, at) => {
    for (let place = Math.max(0, at - reach); place <= Math.min(other.length - 1, at + reach); place += 1)
      if (!taken.has(place) && other[place] === letter) {
        taken.add(place);
        return [letter];
      }
    return [];
  });
  if (!matches.length) return 0;
  const theirs = [...taken].sort((a, b) => a - b).map((place) => other[place]!);
  const swapped = matches.filter((letter, at) => letter !== theirs[at]).length / 2;
  const jaro =
    (matches.length / one.length +
      matches.length / other.length +
      (matches.length - swapped) / matches.length) /
    3;
  let prefix = 0;
  while (prefix < 4 && one[prefix] !== undefined && one[prefix] === other[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

const likeness = (one: string, other: string) => likenessOf(formsOf(one), formsOf(other));

describe('likeness of names', () => {
  it.each([
    ['PARAKOU', 'Parakou'],
    ['Commune de Parakou', 'Parakou'],
    ['Région de l’Oriental', 'Oriental'],
    ['Hué', 'HUE'],
    ['Sao Paulo', 'São Paulo'],
    ['Alibori (département)', 'Alibori'],
    ['WEISSENSEE', 'Weißensee'],
    ['LODZ', 'Łódź'],
  ])('%s is %s', (one, other) => expect(likeness(one, other)).toBe('SAME_NAME'));

  it.each([
    ['Wagadugu', 'Ouagadougou'],
    ['Tombouctou', 'Tombuktu'],
    ['Saint-Louis du Sénégal', 'Saint-Louis'],
    ['Parkaou', 'Parakou'],
    ['Tchernobyl', 'Chernobyl'],
    ['Djenne', 'Jenné'],
    ['Antananarivu', 'Antananarivo'],
  ])('%s is near %s', (one, other) => expect(likeness(one, other)).toBe('NEAR_NAME'));

  it.each([
    ['Parakou', 'Djougou'],
    ['Hué', 'Huế City Council'.slice(4)],
    ['Porto-Novo', 'Porto Alegre'],
    ['Lomé', 'Kpalimé'],
    ['', 'Parakou'],
  ])('%s is not like %s', (one, other) => expect(likeness(one, other)).toBeUndefined());

  it('finds names with one typo, and raises few false alarms, as figures of the whole data show', () => {
    const number = numbersFrom(17);
    const known = new Map([...byCountry].map(([code, some]) => [code, new KnownAuthorities(some)]));
    const sample = Array.from({ length: 200 }, () => authorities[number(authorities.length)]!);
    const missed: string[] = [];
    let judged = 0;
    for (const { id, names, countryCode } of sample) {
      const typed = withTypo(foldText(names[0]!), number);
      const found = known.get(countryCode)!.candidatesFor({ names: [typed], countryCode });
      if (!found.some((candidate) => candidate.id === id)) missed.push(`${names[0]}: ${typed}`);
      // The judge: every name of the country, by the other measure.
      const likest = byCountry
        .get(countryCode)!
        .flatMap((one) =>
          one.names.map((name) => ({ id: one.id, score: jaroWinkler(typed, foldText(name)) })),
        )
        .filter(({ score }) => score >= 0.85);
      if (likest.some((one) => one.id === id)) judged += 1;
    }
    // Names of another country, entered in the country of the next one of the sample: they are of no authority there.
    const alarms: string[] = [];
    let judgedAlarms = 0;
    let unlike = 0;
    while (unlike < 200) {
      const stranger = authorities[number(authorities.length)]!;
      const { countryCode } = authorities[number(authorities.length)]!;
      if (stranger.countryCode === countryCode) continue;
      unlike += 1;
      const found = known
        .get(countryCode)!
        .candidatesFor({ names: [stranger.names[0]!], countryCode })
        .filter(({ reasons }) => reasons.includes('SAME_NAME') || reasons.includes('NEAR_NAME'));
      if (found.length) alarms.push(`${stranger.names[0]}: ${found.map(({ name }) => name).join(', ')}`);
      const folded = foldText(stranger.names[0]!);
      if (
        byCountry
          .get(countryCode)!
          .some((one) => one.names.some((name) => jaroWinkler(folded, foldText(name)) >= 0.85))
      )
        judgedAlarms += 1;
    }
    // 198 of 200 are found, by the judge 197; one of 200 is a false alarm, by the judge four.
    expect(missed.length).toBeLessThanOrEqual(4);
    expect(alarms.length).toBeLessThanOrEqual(2);
    expect(200 - missed.length).toBeGreaterThanOrEqual(judged);
    expect(alarms.length).toBeLessThanOrEqual(judgedAlarms);
  });
});
