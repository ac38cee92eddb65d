import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { repairMojibake } from './mojibake.js';
import { decodeWindows1252, encodeWindows1252 } from './windows-1252.js';

const wronglyDecoded = (text: string) => decodeWindows1252(Buffer.from(text, 'utf8'));

describe('a text that was decoded wrongly once', () => {
  it.each([
    ['TÃ¼rkiye', 'Türkiye'],
    ['CÃ´te dâ€™Ivoire', 'Côte d’Ivoire'],
    ['PÃ©rigueux', 'Périgueux'],
    ['Nâ€™Djamena', 'N’Djamena'],
    ['Å\u00a0tÄ›rboholy', 'Štěrboholy'],
    ['Ð\u009eÑ‡Ð°ÐºÑ–Ð²', 'Очаків'],
    ['TÃƒÂ¼rkiye', 'Türkiye'],
  ])('%s is put right', (wrong, right) => {
    expect(repairMojibake(wrong)).toBe(right);
  });

  it.each([
    'Türkiye',
    'SÃO JOÃO',
    'MARANHÃO',
    'Ãrea',
    'IRMÃ»',
    'Âge',
    'Île-de-France',
    'PÃ©rigueux et Étampes',
    'Â',
    'n° 12',
    '½ Ã',
    'Ñuñoa',
    'Đà Nẵng',
    'É€',
    '500 É€',
    'CITÉ…',
    'JÄ”',
    '',
  ])('%s is left alone', (text) => {
    expect(repairMojibake(text)).toBe(text);
  });

  it('is put right whatever the letters, and a right text stays', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'aebTüéèêçñöøłšžОчків’–«»ç ÉÀ -'),
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(letters, (text) => {
        const repaired = repairMojibake(wronglyDecoded(text));
        // Unsure texts stay wrong; none becomes a third thing.
        expect([text, wronglyDecoded(text)]).toContain(repaired);
        expect(repairMojibake(text)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('is repaired in all place names of Latin script with small letters', () => {
    for (const name of [
      'Saint-Étienne',
      'Besançon',
      'Mâcon',
      'Kraków',
      'Ölüdeniz',
      'Đà Nẵng',
      'Łódź',
      'Ñuñoa',
    ])
      expect(repairMojibake(wronglyDecoded(name))).toBe(name);
  });
});

describe('Windows-1252', () => {
  it('has a character for each byte, and the byte for each', () => {
    const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    expect(encodeWindows1252(decodeWindows1252(all))).toEqual(all);
    expect(decodeWindows1252(Buffer.from([0x80, 0x85, 0x9c, 0xe9]))).toBe('€…œé');
    expect(encodeWindows1252('ł')).toBeNull();
  });
});
