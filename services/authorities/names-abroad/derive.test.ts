import { describe, expect, it } from '@jest/globals';
import { deriveNamesAbroad, type NamedAbroad, type ZoneCity } from './derive.js';

const town = (
  key: string,
  name: string,
  countryCode: string,
  more: Partial<NamedAbroad> = {},
): NamedAbroad => ({
  key,
  name,
  countryCode,
  localName: null,
  aliases: [],
  kind: 'MUNICIPALITY',
  ...more,
});
const rome: ZoneCity = { zone: 'Europe/Rome', countryCode: 'IT', names: { fr: 'Rome', it: 'Roma', zz: '?' } };
const saigon: ZoneCity = {
  zone: 'Asia/Saigon',
  countryCode: 'VN',
  names: { en: 'Ho Chi Minh City', fr: 'Hô-Chi-Minh-Ville' },
};

describe('names of cities abroad', () => {
  it('belong to the municipality of the country that has the English or the French name', () => {
    const found = deriveNamesAbroad(
      [town('a', 'Rome', 'IT'), town('b', 'Rome', 'US'), town('c', 'Hô Chi Minh-Ville', 'VN')],
      [rome, saigon],
    );
    expect(found).toEqual([
      { key: 'a', zone: 'Europe/Rome', names: { fr: 'Rome', it: 'Roma' } },
      { key: 'c', zone: 'Asia/Saigon', names: { en: 'Ho Chi Minh City', fr: 'Hô-Chi-Minh-Ville' } },
    ]);
  });

  it.each([
    [
      'two municipalities have the name',
      [town('a', 'Rome', 'IT'), town('b', 'Roma', 'IT', { aliases: ['Rome'] })],
    ],
    ['a region has it', [town('a', 'Rome', 'IT', { kind: 'REGION' })]],
    ['only a municipality of another country has it', [town('a', 'Rome', 'US')]],
    ['none has it', [town('a', 'Roma Capitale', 'IT')]],
  ])('belong to nobody when %s', (_, authorities) =>
    expect(deriveNamesAbroad(authorities, [rome])).toEqual([]),
  );
});
