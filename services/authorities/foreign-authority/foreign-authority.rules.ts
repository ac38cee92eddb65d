import type { Source } from '#kernel/graphql';
import { refuseAny, validateOptionalText, validateText, validateUrl } from '#kernel/mutations';
import { isLanguageCode } from '#kernel/values';
import {
  COUNTRY_CODES,
  knownSubdivisions,
  problem,
  refusal,
  sourceKeyProblem,
  type SourceInput,
} from '#vocabulary';
import type { NameInLanguage } from './foreign-authority.entity.js';

export const MAX_NAME = 200;
export const MAX_NOTE = 1_000;
const MAX_NAMES = 50;
const WIKIDATA_ID = /^Q[1-9]\d{0,11}$/;
const MAX_LICENCE = 100;

const subdivisions = new Set(knownSubdivisions.all() as readonly string[]);

/** @throws Refusal LANGUAGE_UNKNOWN */
export function languageOf(code: string, field: string): string {
  if (!isLanguageCode(code)) throw refusal('LANGUAGE_UNKNOWN.ONE', field);
  return code;
}

/** @throws Refusal COUNTRY_UNKNOWN, also for France */
export function countryAbroad(code: string, field: string): string {
  if (!COUNTRY_CODES.has(code)) throw refusal('COUNTRY_UNKNOWN.CODE', field, { code });
  if (code === 'FR') throw refusal('COUNTRY_UNKNOWN.ABROAD', field);
  return code;
}

/** @throws Refusal SUBDIVISION_INVALID for a code that does not exist, or of another country */
export function subdivisionIn(
  country: string,
  code: string | null | undefined,
  field: string,
): string | null {
  if (code == null) return null;
  if (!subdivisions.has(code) || !code.startsWith(`${country}-`))
    throw refusal('SUBDIVISION_INVALID', field, { country });
  return code;
}

/** Place with both its coordinates, or without any. @throws Refusal PLACE_INVALID */
export function placeIn(
  latitude: number | null,
  longitude: number | null,
  prefix = '',
): { latitude: number | null; longitude: number | null } {
  const isOutside = (degrees: number | null, most: number) =>
    degrees !== null && !(Math.abs(degrees) <= most);
  refuseAny([
    isOutside(latitude, 90) && problem('PLACE_INVALID.LATITUDE', `${prefix}latitude`),
    isOutside(longitude, 180) && problem('PLACE_INVALID.LONGITUDE', `${prefix}longitude`),
    (latitude === null) !== (longitude === null) &&
      problem('PLACE_INVALID.BOTH', `${prefix}${latitude === null ? 'latitude' : 'longitude'}`),
  ]);
  return { latitude, longitude };
}

/** @throws Refusal WIKIDATA_ID_INVALID */
export function wikidataItem(id: string | null | undefined, field: string): string | null {
  if (id == null) return null;
  if (!WIKIDATA_ID.test(id.trim())) throw refusal('WIKIDATA_ID_INVALID', field);
  return id.trim();
}

/** Names in languages, each once. @throws Refusal TEXT_INVALID, LANGUAGE_UNKNOWN, NAMES_INVALID */
export function namesInLanguages(
  names: readonly NameInLanguage[] | null | undefined,
  field: string,
): NameInLanguage[] {
  if (names == null) return [];
  if (names.length > MAX_NAMES) throw refusal('NAMES_INVALID', field, { max: MAX_NAMES });
  const checked = names.map(({ name, language }, at) => ({
    language: languageOf(language, `${field}.${at}.language`),
    name: validateText(name, `${field}.${at}.name`, MAX_NAME),
  }));
  return [...new Map(checked.map((one) => [`${one.language} ${one.name}`, one])).values()];
}

/** Key of a source. @throws Refusal SOURCE_INVALID */
export function sourceKey(key: string, field: string): string {
  refuseAny([sourceKeyProblem(key, field)]);
  return key;
}

/** Source as provenance shows it. @throws Refusal SOURCE_INVALID, TEXT_INVALID, URL_INVALID */
export function statedSource(source: SourceInput, field = 'source'): Source {
  sourceKey(source.key, `${field}.key`);
  return {
    title: validateText(source.title, `${field}.title`, MAX_NAME),
    url: source.url == null ? null : validateUrl(source.url, `${field}.url`),
    licence: validateText(source.licence, `${field}.licence`, MAX_LICENCE),
    ...(source.asOf != null && { asOf: source.asOf }),
  };
}

export const optionalName = (name: string | null | undefined, field: string): string | null =>
  validateOptionalText(name ?? null, field, MAX_NAME);
