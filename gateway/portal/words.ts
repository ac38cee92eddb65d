import type { PageLanguage } from './page.js';
import { ENTITIES } from './words/entities.messages.js';
import { ENUMS } from './words/enums.messages.js';
import { FIXED } from './words/fixed.messages.js';
import { LISTS } from './words/lists.messages.js';
import { SHELL } from './words/shell.messages.js';

/** Text in both languages; with `one` and `other` where it depends on the number `n`. */
export type Wording = string | { one: string; other: string };
export type Catalogue = Record<string, { fr: Wording; en: Wording }>;

export const CATALOGUE = { ...SHELL, ...LISTS, ...ENTITIES, ...FIXED, ...ENUMS } satisfies Catalogue;
export type WordKey = keyof typeof CATALOGUE;
export type WordValues = Record<string, string | number>;

const LOCALES = { fr: 'fr-FR', en: 'en-GB' } as const;

/** Words, numbers and dates of one language. */
export class Words {
  readonly #plural: Intl.PluralRules;
  readonly #number: Intl.NumberFormat;
  readonly #percent: Intl.NumberFormat;
  readonly #names: { language: Intl.DisplayNames };

  constructor(readonly language: PageLanguage) {
    const locale = LOCALES[language];
    this.#plural = new Intl.PluralRules(locale);
    this.#number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
    this.#percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
    this.#names = { language: new Intl.DisplayNames(locale, { type: 'language' }) };
  }

  /** @param values for the names in braces; `n` chooses between singular and plural */
  text(key: WordKey, values: WordValues = {}): string {
    const wording: Wording = CATALOGUE[key][this.language];
    const form =
      typeof wording === 'string'
        ? wording
        : wording[this.#plural.select(Number(values.n ?? 0)) === 'one' ? 'one' : 'other'];
    return form.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`The text ${key} needs a value for ${name}.`);
      return typeof value === 'number' ? this.number(value) : value;
    });
  }

  /** Name of an enum value of the graph. @throws for a value that the catalogue lacks, which a test finds first */
  term(type: string, value: string): string {
    const key = `${type}.${value}`;
    if (!(key in CATALOGUE)) throw new Error(`The catalogue of the portal has no ${key}.`);
    return this.text(key as WordKey);
  }

  number(value: number): string {
    return this.#number.format(value);
  }

  /** @param share from 0 to 1 */
  percent(share: number): string {
    return this.#percent.format(share);
  }

  /** Name of a language by its ISO 639-1 code. */
  languageName(code: string): string {
    return this.#names.language.of(code) ?? code;
  }

  /** A date as precise as it is known: `2014`, `2019-09` or `2019-09-01`. */
  date(value: string): string {
    const [year, month, day] = value.split('-').map(Number);
    const at = new Date(Date.UTC(year!, (month ?? 1) - 1, day ?? 1));
    const text = new Intl.DateTimeFormat(LOCALES[this.language], {
      timeZone: 'UTC',
      year: 'numeric',
      ...(month ? { month: 'long' } : {}),
      ...(day ? { day: 'numeric' } : {}),
    }).format(at);
    return this.#withOrdinal(text);
  }

  /** A period of days; one day when both are equal. */
  period(start: string, end: string): string {
    if (start === end) return this.date(start);
    const format = new Intl.DateTimeFormat(LOCALES[this.language], { timeZone: 'UTC', dateStyle: 'long' });
    return this.#withOrdinal(
      format.formatRange(new Date(`${start}T00:00:00Z`), new Date(`${end}T00:00:00Z`)),
    );
  }

  /** French counts the first day of a month by its rank: 1er janvier. */
  #withOrdinal(date: string): string {
    return this.language === 'fr' ? date.replace(/(?<!\d)1(?=[\s–-]\D|[–-]\d)/g, '1er') : date;
  }
}
