import { expect } from '@jest/globals';
import { makeId } from '#kernel/values';
import { dataOf } from '../graph.js';

export const SUGGEST = `query ($text: String!, $types: [SuggestionType!], $first: Int, $lang: Language) {
  suggest(text: $text, types: $types, first: $first) {
    type name(lang: $lang) language(lang: $lang) matchedName detail(lang: $lang) isHomonym isCurrent score
    authority { id name kind } theme { code } country { code } countryGroup { code } foreignAuthority { id }
  }
}`;

export interface Suggestion {
  type: string;
  name: string;
  language: string;
  matchedName: string | null;
  detail: string;
  isHomonym: boolean;
  isCurrent: boolean;
  score: number;
  authority: { id: string; name: string; kind: string } | null;
  theme: { code: string } | null;
  country: { code: string } | null;
  countryGroup: { code: string } | null;
  foreignAuthority: { id: string } | null;
}

export const suggest = async (text: string, variables: Record<string, unknown> = {}): Promise<Suggestion[]> =>
  (await dataOf(SUGGEST, { text, ...variables })).suggest;

export const firstOf = async (text: string): Promise<Suggestion | undefined> =>
  (await suggest(text, { first: 1 }))[0];

/** Reference to the authority of this key, as in a suggestion. */
export const authorityOf = (key: string) => expect.objectContaining({ id: makeId('Authority', key) });
