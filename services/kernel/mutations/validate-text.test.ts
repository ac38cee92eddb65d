import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { validateOptionalText, validateText } from './validate-text.js';

const title = (text: string) => validateText(text, 'titleFr', 200);
const body = (text: string) => validateText(text, 'note', 1_000);
const REFUSED = expect.objectContaining({
  problems: [expect.objectContaining({ code: 'TEXT_INVALID', field: ['input', 'titleFr'] })],
});
const refusalOf = (text: string) => {
  try {
    return title(text);
  } catch (error) {
    return error;
  }
};

describe('validateText', () => {
  it.each([
    ['  Eau   test ', 'Eau test'],
    ['Eau \u00a0 test', 'Eau test'],
    ['Eau\u00a0: test', 'Eau\u00a0: test'],
    ['E\u0301cole', 'École'],
    ['inter\u00adnational', 'inter\u00adnational'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['क्\u200dष', 'क्\u200dष'],
    ['Équipe 👩‍💻 ✔️', 'Équipe 👩‍💻 ✔️'],
    ['水', '水'],
  ])('writes %j as %j', (text, written) => expect(title(text)).toBe(written));

  it.each([
    ['nothing', '  '],
    ['zero width alone', '\u200b\u200b'],
    ['zero width', 'Eau\u200b test'],
    ['a joiner in Latin', 'E\u200dau'],
    ['a soft hyphen at the end', 'Eau\u00ad'],
    ['bidi override', 'Eau \u202etset'],
    ['bidi isolate', '\u2066Eau\u2069'],
    ['byte order mark', 'Eau\ufeffx'],
    ['Hangul filler', '\u3164'],
    ['tags', 'Eau\u{e0041}'],
    ['half a character', 'Eau \ud83d'],
    ['a selector without emoji', 'Eau\ufe0f'],
    ['blank braille', '\u2800'],
    ['no letter', '… —'],
    ['control', 'Eau\u0001'],
    ['two lines', 'Eau\ntest'],
    ['too much', 'a'.repeat(201)],
  ])('refuses %s', (_, text) => expect(refusalOf(text)).toEqual(REFUSED));

  it('keeps lines and indents where there is room for them', () =>
    expect(body('One\r\n  two\tthree')).toBe('One\n  two\tthree'));
});

describe('validateOptionalText', () => {
  it('leaves what is left out, and clears', () => {
    expect(validateOptionalText(undefined, 'note', 10)).toBeUndefined();
    expect(validateOptionalText(null, 'note', 10)).toBeNull();
    expect(validateOptionalText(' a ', 'note', 10)).toBe('a');
  });
});
