import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as values from './index.js';

const countries = JSON.parse(
  readFileSync(new URL('../../../../services/country-groups/data/countries.json', import.meta.url), 'utf8'),
) as values.CountryNames[];
const country = values.countryLookup(countries);

describe('a number', () => {
  it.each<[string, number | null, (',' | '.')?]>([
    ['1 234,5', 1234.5],
    ['1\u00a0234\u202f567,89', 1234567.89],
    ['1,234.5', 1234.5],
    ['1.234.567', 1234567],
    ['1.234,50', 1234.5],
    ['12', 12],
    ['-3,5', -3.5],
    ['(1 200)', -1200],
    ['12,5 k€', 12500],
    ['1,2 M€', 1200000],
    ['€ 1 000', 1000],
    ['1 000 EUR', 1000],
    ['1,234', 1.234, ','],
    ['1,234', 1234, '.'],
    ['0,123', 0.123],
    ['12.34.5', null],
    ['1,23,4', null],
    ['douze', null],
    ['', null],
    ['2013-05', null],
  ])('%s is %s', (...[text, value, decimal]) => {
    expect(values.readNumber(text, decimal)?.value ?? null).toBe(value);
  });

  it('of one comma and three digits is ambiguous, unless the column says what a comma is', () => {
    expect(values.readNumber('1,234')?.isAmbiguous).toBe(true);
    expect(values.readNumber('1,234', ',')?.isAmbiguous).toBe(false);
    expect(values.readNumber('1,23')?.isAmbiguous).toBe(false);
  });

  it('is read as Intl writes it, in French and in English', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e11, max: 1e11 }), (cents) => {
        for (const [locale, decimal] of [
          ['fr-FR', ','],
          ['en-GB', '.'],
          ['de-DE', ','],
        ] as const) {
          // prettier-ignore
          const text = (cents / 100).toLocaleString(locale, { minimumFractionDigits: 2 });
          expect(values.readNumber(text, decimal)?.value).toBe(cents / 100 + 0);
          expect(values.readNumber(text)?.value).toBe(cents / 100 + 0);
        }
      }),
    );
  });
});

describe('a date', () => {
  it.each<[string, string | null]>([
    ['2013', '2013'],
    ['2013.0', '2013'],
    ['2013-05', '2013-05'],
    ['05/2013', '2013-05'],
    ['mai 2013', '2013-05'],
    ['Août 1999', '1999-08'],
    ['20/05/2013', '2013-05-20'],
    ['03/04/2013', '2013-04-03'],
    ['3.4.2013', '2013-04-03'],
    ['20 mai 2013', '2013-05-20'],
    ['1er févr. 2013', '2013-02-01'],
    ['May 20, 2013', '2013-05-20'],
    ['2013-05-20T00:00:00Z', '2013-05-20'],
    ['2013/05/20', '2013-05-20'],
    ['41414', '2013-05-20'],
    ['05/20/2013', null],
    ['31/02/2013', null],
    ['20/05/13', null],
    ['99999', null],
    ['mai', null],
    ['vers 2013', null],
  ])('%s is %s', (text, date) => {
    expect(values.readDate(text, { serials: '1900' })).toBe(date);
  });

  it('is a number of five digits only where the column may have those of a workbook', () => {
    expect(values.readDate('41414')).toBeNull();
    expect(values.readDate('39952', { serials: '1904' })).toBe('2013-05-20');
  });

  it.each<[string, values.Period | null]>([
    ['2013-2015', { start: '2013', end: '2015' }],
    ['2013 – 2015', { start: '2013', end: '2015' }],
    ['2013/2015', { start: '2013', end: '2015' }],
    ['de mai 2013 à 2015', { start: '2013-05', end: '2015' }],
    ['depuis 2013', { start: '2013', end: null }],
    ['jusqu’en 2015', { start: null, end: '2015' }],
    ['2013', { start: '2013', end: null }],
    ['01/02/2013 - 03/04/2015', { start: '2013-02-01', end: '2015-04-03' }],
    ['2015-2013', null],
    ['longtemps', null],
  ])('or period: %s', (text, period) => {
    expect(values.readPeriod(text)).toEqual(period);
  });

  it('of a workbook follows the calendar, day by day, and skips the day that never was', () => {
    // A plain count of days: 1 January 1900 is day 1, and day 60 is 29 February 1900.
    for (let serial = 1, day = Date.UTC(1900, 0, 1); serial < 60_000; serial++) {
      if (serial === 60) {
        expect(values.dateOfSerial(60)).toBeNull();
        continue;
      }
      expect(values.dateOfSerial(serial)).toBe(new Date(day).toISOString().slice(0, 10));
      day += 86_400_000;
    }
  });
});

describe('a country', () => {
  it.each([
    ['REPUBLIQUE TCHEQUE', 'CZ'],
    ['PAYS-BAS', 'NL'],
    ['ROYAUME UNI', 'GB'],
    ['BOSNIE HERZEGOVINE', 'BA'],
    ['GRECE', 'GR'], // prettier-ignore
    ['ISRAËL', 'IL'],
    ['Türkiye', 'TR'],
    ['Turquie', 'TR'],
    ['Viet Nam', 'VN'],
    ['China (People\'s Republic of)', 'CN'], // prettier-ignore
    ['West Bank and Gaza Strip', 'PS'],
    ['Congo, Democratic Republic of the', 'CD'],
    ['Côte d’Ivoire', 'CI'],
    ["COTE D'IVOIRE", 'CI'], // prettier-ignore
    ['Bénin (BJ)', 'BJ'],
    ['BJ', 'BJ'],
    ['BEN', 'BJ'],
    ['Kosovo', 'XK'],
    ['IRLANDE (NORD)', 'GB'],
    ['les Comores', 'KM'], // prettier-ignore
  ])('%s is %s', (text, code) => {
    expect(country(text)).toBe(code);
  });

  it.each(['', 'Atlantide', 'Afrique', 'Bénin (TG)', 'ZZ', 'Pays en développement, non spécifié'])(
    '"%s" is none',
    (text) => {
      expect(country(text)).toBeNull();
    },
  );

  it('is found by all of its names', () => {
    for (const { code, nameFr, nameEn } of countries)
      for (const name of [nameFr, nameEn.toUpperCase()]) expect([name, country(name)]).toEqual([name, code]);
  });
});

describe('a word', () => {
  it.each([
    ['Jumelage', 'TWINNING'],
    ['Partenariat', 'COOPERATION'],
    ['Accord d’amitié', 'FRIENDSHIP'],
    ['Coopération triangulaire', 'COOPERATION'], // prettier-ignore
    ["Pacte d'amitié", 'FRIENDSHIP'],
    ['sister city', 'TWINNING'],
    ['Projet', 'PROJECT'],
    ['xyz', null], // prettier-ignore
  ])('of a kind: %s is %s', (text, kind) => {
    expect(values.readKind(text)).toBe(kind);
  });

  it.each([
    ['Actif', 'ONGOING'],
    ['Expiré', 'ENDED'],
    ['Suspendu', 'SUSPENDED'],
    ['En négociation', 'UNDER_NEGOTIATION'],
    ['En cours', 'ONGOING'], // prettier-ignore
    ['Terminé', 'ENDED'],
    ['Inactif', 'ENDED'],
    ['Inconnu', 'UNKNOWN'],
    ['xyz', null], // prettier-ignore
  ])('of a status: %s is %s', (text, status) => {
    expect(values.readStatus(text)).toBe(status);
  });

  it.each<[string, string | null, string[]?]>([
    ['EUR', 'EUR'],
    ['€', 'EUR'],
    ['euros', 'EUR'],
    ['FCFA', 'XOF', ['BJ']],
    ['F CFA', 'XAF', ['CM']],
    ['FCFA', null],
    ['US$', 'USD'],
    ['pistoles', null], // prettier-ignore
  ])('of a currency: %s is %s', (...[text, currency, of]) => {
    expect(values.readCurrency(text, of)).toBe(currency);
  });
});

describe('a name', () => {
  it.each([
    ['ST ETIENNE42007', { name: 'ST ETIENNE', postalCode: '42007' }],
    ['SAINT ETIENNE 42007 CEDEX 1', { name: 'SAINT ETIENNE', postalCode: '42007' }],
    ['42000 Saint-Étienne', { name: 'Saint-Étienne', postalCode: '42000' }],
    ['Saint-Étienne (42)', { name: 'Saint-Étienne', department: '42' }],
    ['Saint-Denis (La Réunion)', { name: 'Saint-Denis', department: 'La Réunion' }],
    ['Ajaccio (2A)', { name: 'Ajaccio', department: '2A' }],
    ['PARIS CEDEX 16', { name: 'PARIS' }],
    ['Lille', { name: 'Lille' }],
  ])('of a French authority: %s', (text, reading) => {
    expect(values.readFrenchName(text)).toEqual(reading);
  });

  it.each([
    ['KREMENTCHOUK 2023POTLAVA', { name: 'KREMENTCHOUK', year: '2023', subdivision: 'POTLAVA' }],
    ['KREMENTCHOUK 2023', { name: 'KREMENTCHOUK', year: '2023' }],
    ['OTCHAKIV', { name: 'OTCHAKIV' }],
  ])('with a year and a province: %s', (text, reading) => {
    expect(values.readPlaceYearProvince(text)).toEqual(reading);
  });

  it.each([
    ['BONN (ALLEMAGNE) - 1965', { name: 'BONN', countryText: 'ALLEMAGNE', year: '1965' }],
    ['KADAN (REPUBLIQUE TCHEQUE)', { name: 'KADAN', countryText: 'REPUBLIQUE TCHEQUE' }],
    ['BELFAST (IRLANDE) - (NORD) 1990', { name: 'BELFAST', countryText: 'IRLANDE (NORD)', year: '1990' }],
    ['SAN JOSE (CA) (ETATS-UNIS) - 1980', { name: 'SAN JOSE (CA)', countryText: 'ETATS-UNIS', year: '1980' }],
    ['BONN', null],
  ])('with a country and a year: %s', (text, reading) => {
    expect(values.readPlaceCountryYear(text)).toEqual(reading);
  });
});
