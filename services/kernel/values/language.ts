import Negotiator from 'negotiator';
import { registerEnumType } from 'type-graphql';

export enum Language {
  FR = 'FR',
  EN = 'EN',
}
export type LanguageCode = `${Language}`;

registerEnumType(Language, {
  name: 'Language',
  description: 'A language in which labels are kept.',
  valuesConfig: { FR: { description: 'French (français).' }, EN: { description: 'English (anglais).' } },
});

/** The language that an Accept-Language header asks for, by its weights; French when it names neither. */
export function pickLanguage(acceptLanguage: string | undefined): LanguageCode {
  if (!acceptLanguage) return 'FR';
  const preferred = new Negotiator({ headers: { 'accept-language': acceptLanguage } }).language(['fr', 'en']);
  return preferred === 'en' ? 'EN' : 'FR';
}

/** A bilingual label as rows keep it: `nameFr` and `nameEn` for the field `name`. Falls back to the other one. */
export function labelIn(
  row: Record<string, unknown>,
  field: string,
  wanted: LanguageCode,
): { text: string; language: LanguageCode } | { text: null; language: null } {
  const texts = {
    FR: row[`${field}Fr`] as string | null | undefined,
    EN: row[`${field}En`] as string | null | undefined,
  };
  const language = texts[wanted] ? wanted : wanted === 'EN' ? 'FR' : 'EN';
  const text = texts[language];
  return text ? { text, language } : { text: null, language: null };
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** Whether it is a code of ISO 639-1 in lower case, such as `pt`. */
export function isLanguageCode(code: string): boolean {
  return /^[a-z]{2}$/.test(code) && languageNames.of(code) !== undefined;
}
