import { describe, expect, it } from '@jest/globals';
import { KnownAuthorities, type KnownAuthority, type WantedAuthority } from './candidates.js';
import { plainName } from './names.js';
import { likelyOutcome } from './outcome.js';
import { knownRows, type KnownRow } from './support/known-rows.js';

// Every authority of the data is stated again, as a list of towns would have it, clean and dirty: what is joined must be
// the right one, and what is entered must be nothing. The judge knows from which row each line was made.

const authorities = knownRows.map((row): KnownAuthority => ({
  id: row.key,
  names: [row.name, ...(row.localName ? [row.localName] : []), ...row.aliases],
  kind: row.kind,
  countryCode: row.countryCode,
  latitude: row.latitude ?? null,
  longitude: row.longitude ?? null,
  wikidataIds: row.wikidataId ? [row.wikidataId] : [],
}));
const countries = [...new Set(knownRows.map(({ countryCode }) => countryCode))];
const byFolded = new Map<string, KnownAuthority[]>();
for (const one of authorities)
  for (const name of one.names)
    byFolded.set(plainName(name), [...(byFolded.get(plainName(name)) ?? []), one]);
const inCountry = new Map(
  countries.map((code) => [
    code,
    new KnownAuthorities(authorities.filter((one) => one.countryCode === code)),
  ]),
);

/** Candidates as the statement of the store reads them: those of the country, and namesakes elsewhere. */
function outcomeOf(wanted: WantedAuthority) {
  const namesakes = wanted.names.flatMap((name) => byFolded.get(plainName(name)) ?? []);
  const elsewhere = new KnownAuthorities(
    [...new Set(namesakes)].filter((one) => one.countryCode !== wanted.countryCode),
  );
  const candidates = [
    ...(inCountry.get(wanted.countryCode)?.candidatesFor(wanted) ?? []),
    ...elsewhere.candidatesFor(wanted),
  ];
  return likelyOutcome(wanted, candidates);
}

/** What becomes of lines that were made from rows of the data, counted; `wrong` ones are joined to another authority. */
function fateOf(some: readonly KnownRow[], lineOf: (row: KnownRow, at: number) => WantedAuthority) {
  const counts = { joined: 0, ambiguous: 0, created: 0, wrong: 0 };
  for (const [at, row] of some.entries()) {
    const likely = outcomeOf(lineOf(row, at));
    if (likely.outcome === 'AMBIGUOUS') counts.ambiguous += 1;
    else if (likely.outcome === 'CREATED') counts.created += 1;
    else counts[likely.id === row.key ? 'joined' : 'wrong'] += 1;
  }
  return counts;
}

const shouted = ({ name }: KnownRow): string => name.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase();
const plain = (row: KnownRow): WantedAuthority => ({ names: [shouted(row)], countryCode: row.countryCode });

/** One letter in the middle of the name replaced by the next of the alphabet. */
function mistyped(name: string, at: number): string {
  const letters = [...name];
  const places = letters.flatMap((letter, place) => (/[A-Z]/.test(letter) && place > 0 ? [place] : []));
  const place = places[at % places.length]!;
  letters[place] = letters[place] === 'Z' ? 'A' : String.fromCharCode(letters[place]!.charCodeAt(0) + 1);
  return letters.join('');
}
/** Every twentieth row: 5 % of the lines are dirty, and the others are as clean as in the first case. */
const dirty = knownRows.filter((_, at) => at % 20 === 0);

describe('a list that states all authorities again', () => {
  it('in upper case with countries alone: nothing is entered, and nothing joined wrongly', () =>
    expect(fateOf(knownRows, plain)).toEqual({ joined: 3469, ambiguous: 36, created: 0, wrong: 0 }));

  it('with items of Wikidata and places: nearly all are joined', () =>
    expect(
      fateOf(knownRows, (row) => ({
        ...plain(row),
        wikidataId: row.wikidataId ?? null,
        latitude: row.latitude ?? null,
        longitude: row.longitude ?? null,
      })),
    ).toEqual({ joined: 3496, ambiguous: 9, created: 0, wrong: 0 }));

  it('with a wrong letter in 5 % of the names: these are ambiguous, and none is entered', () =>
    expect(
      fateOf(dirty, (row, at) => ({ names: [mistyped(shouted(row), at)], countryCode: row.countryCode })),
    ).toEqual({ joined: 0, ambiguous: 176, created: 0, wrong: 0 }));

  it('with 5 % of the countries wrong: these are ambiguous, and none is entered', () =>
    expect(
      fateOf(dirty, (row, at) => ({
        names: [shouted(row)],
        countryCode:
          countries[
            (countries.indexOf(row.countryCode) + 1 + (at % (countries.length - 1))) % countries.length
          ]!,
      })),
    ).toEqual({ joined: 0, ambiguous: 176, created: 0, wrong: 0 }));
});
