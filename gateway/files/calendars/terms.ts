import { textsOf, type MessageLanguage } from '#kernel/errors';
import { fileText } from '../texts.js';
import { EVENT_KIND_MESSAGES, TYPE_MESSAGES } from './terms.messages.js';

const typeText = textsOf(TYPE_MESSAGES);
const kindText = textsOf(EVENT_KIND_MESSAGES);

/** Types whose French names are feminine. */
const FEMININE: ReadonlySet<string> = new Set([
  'ForeignAuthority',
  'Authority',
  'Region',
  'Campaign',
  'CooperationRequest',
  'ExpressionOfInterest',
  'Event',
  'NewsItem',
  'Resource',
  'CommitteeSession',
  'Expertise',
  'LabelApplication',
  'ImportRow',
]);

/** Name of a type of the graph; the type itself where it is so new that it has none. */
export const typeName = (type: string, language: MessageLanguage): string =>
  capitalised(
    Object.hasOwn(TYPE_MESSAGES, type) ? typeText(type as keyof typeof TYPE_MESSAGES).in(language) : type,
  );

/** Name of a kind of event; the kind itself where it is so new that it has none. */
export const eventKindName = (kind: string, language: MessageLanguage): string =>
  capitalised(
    Object.hasOwn(EVENT_KIND_MESSAGES, kind)
      ? kindText(kind as keyof typeof EVENT_KIND_MESSAGES).in(language)
      : kind,
  );

/** What happened to a thing, such as `Nouvelle actualité : …`. @param name its name or title */
export function changeTitle(
  operation: string,
  type: string,
  name: string,
  language: MessageLanguage,
): string {
  const named = Object.hasOwn(TYPE_MESSAGES, type) ? typeText(type as keyof typeof TYPE_MESSAGES) : type;
  const french = typeof named === 'string' ? named : named.fr;
  const id = messageOf(operation, FEMININE.has(type), /^[aeiouyé]/i.test(french));
  return capitalised(fileText(id, { type: named, name }).in(language));
}

/** @param beginsWithVowel whether the French name does */
function messageOf(operation: string, isFeminine: boolean, beginsWithVowel: boolean) {
  if (operation === 'UPDATED') return isFeminine ? 'UPDATED_FEMININE' : 'UPDATED';
  if (operation === 'DELETED') return isFeminine ? 'DELETED_FEMININE' : 'DELETED';
  if (isFeminine) return 'CREATED_FEMININE';
  return beginsWithVowel ? 'CREATED_VOWEL' : 'CREATED';
}

const capitalised = (text: string): string => text.replace(/^\p{Ll}/u, (first) => first.toUpperCase());
