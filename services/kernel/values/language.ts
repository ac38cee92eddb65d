import Negotiator from 'negotiator';
import { registerEnumType } from 'type-graphql';

export enum Language {
  FR = 'FR',
  EN = 'EN',
}
export type LanguageCode = `${Language}`;

registerEnumType(Language, {
  name: 'Language',
  description: 'A language of labels (langue).',
  valuesConfig: { FR: { description: 'French (français).' }, EN: { description: 'English (anglais).' } },
});

/** Language preferred by an Accept-Language header, by its weights; French when it names neither. */
export function pickLanguage(acceptLanguage: string | undefined): LanguageCode {
  if (!acceptLanguage) return 'FR';
  const preferred = new Negotiator({ headers: { 'accept-language': acceptLanguage } }).language(['fr', 'en']);
  return preferred === 'en' ? 'EN' : 'FR';
}

/** Label of a bilingual row, which has `nameFr` and `nameEn` for the field `name`. Falls back to the other language. */
export function labelIn(
  row: Record<string, unknown>,
  field: string,
  preferred: LanguageCode,
): { text: string; language: LanguageCode } | { text: null; language: null } {
  const texts = {
    FR: row[`${field}Fr`] as string | null | undefined,
    EN: row[`${field}En`] as string | null | undefined,
  };
  const language = texts[preferred] ? preferred : preferred === 'EN' ? 'FR' : 'EN';
  const text = texts[language];
  return text ? { text, language } : { text: null, language: null };
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** True for an ISO 639-1 code in lower case, such as `pt`. */
export function isLanguageCode(code: string): boolean {
  return /^[a-z]{2}$/.test(code) && languageNames.of(code) !== undefined;
}
