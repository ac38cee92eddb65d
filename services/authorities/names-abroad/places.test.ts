import { describe, expect, it } from '@jest/globals';
import { derivePlaceNames, type NamedPlace, type PlacedAbroad } from './places.js';

const town = (name: string, more: Partial<PlacedAbroad> = {}): PlacedAbroad => ({
  key: name,
  name,
  countryCode: 'SE',
  localName: null,
  aliases: [],
  kind: 'MUNICIPALITY',
  latitude: 57.7,
  longitude: 11.97,
  ...more,
});
/** A kilometre is about 0.009 degrees of latitude. */
const place = (name: string, kmNorth = 0, more: Partial<NamedPlace> = {}): NamedPlace => ({
  id: 7,
  name,
  countryCode: 'SE',
  featureCode: 'PPLA',
  population: 500_000,
  latitude: 57.7 + kmNorth * 0.009,
  longitude: 11.97,
  ...more,
});
const found = (authority: PlacedAbroad, ...places: NamedPlace[]) =>
  derivePlaceNames([authority], places).map(({ name }) => name);

describe('the name of the place of a municipality', () => {
  it('is that of the nearest seat, or of the nearest place of a name that is alike', () => {
    expect(found(town('Gothenburg'), place('Göteborg', 0.4), place('Borås', 0.9))).toEqual(['Göteborg']);
    expect(found(town('Ghent'), place('Gent', 0.4, { featureCode: 'PPL' }))).toEqual(['Gent']);
  });

  it.each<[string, PlacedAbroad, NamedPlace[]]>([
    ['a place near it has a known name', town('Rhodes'), [place('Ródos', 0.1), place('Rhodes', 4)]],
    ['an alias has it', town('Gothenburg', { aliases: ['GOTEBORG'] }), [place('Göteborg')]],
    ['only accents or words of kinds differ', town('Lund Municipality'), [place('Lünd')]],
    ['it is further away than a kilometre', town('Gothenburg'), [place('Göteborg', 1.2)]],
    ['it lies in another country', town('Gothenburg'), [place('Göteborg', 0, { countryCode: 'DK' })]],
    ['it is a small seat', town('Birgu'), [place('Senglea', 0.5, { population: 3000 })]],
    ['it is of one of two towns', town('Epsom and Ewell'), [place('Epsom', 0, { featureCode: 'PPL' })]],
    ['it is a quarter', town('Gothenburg'), [place('Masthugget', 0, { featureCode: 'PPLX' })]],
    ['it is of a part', town('Weinstadt'), [place('Weinstadt-Endersbach', 0, { featureCode: 'PPL' })]],
    ['the authority is a region', town('Gothenburg', { kind: 'REGION' }), [place('Göteborg')]],
    ['the place of the authority is unknown', town('Gothenburg', { latitude: null }), [place('Göteborg')]],
  ])('is none when %s', (_, authority, places) => expect(found(authority, ...places)).toEqual([]));

  it('is nobody’s when two municipalities would have the place', () =>
    expect(derivePlaceNames([town('Gothenburg'), town('Hisingen')], [place('Göteborg')])).toEqual([]));
});
