import type { VNode } from 'preact';
import type { Words, WordKey, WordValues } from './words.js';

export type PageLanguage = 'fr' | 'en';
export const LANGUAGES = ['fr', 'en'] as const;

/** What a page is asked for: the parts of its path that vary, its query string, and the day in Paris. */
export interface Place {
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Day in Paris, such as 2026-11-30. */
  today: string;
}

/** What the parts of a page know of where they are shown. */
export interface View extends Place {
  language: PageLanguage;
  words: Words;
  t(key: WordKey, values?: WordValues): string;
  /** Address of a page in the language of this one. @param path such as /themes/ENV-WATER */
  url(path: string, query?: Record<string, string | number | undefined> | URLSearchParams): string;
  /** Path of this page without its language, and without its query string. */
  path: string;
  /** Address of the portal as its readers know it, without a slash at its end. */
  origin: string;
  /** Addresses of the style sheet and the script, which name their content. */
  assets: { style: string; script: string };
}

export interface Page {
  title: string;
  /** Summary for search engines and shared links. */
  description: string;
  body: VNode;
  /** Entities of schema.org on this page. */
  jsonLd?: object[];
  /** Path and query string under which this page is known, when several lead to it; its own when absent. */
  canonical?: string;
  /** Set where search engines should not list the page, such as one of many filters. */
  isUnlisted?: boolean;
  /** HTTP status; 200 when absent. */
  status?: number;
}

/** A kind of page: where it is, which operation answers it, and how the answer is shown. */
export interface PageRoute {
  /** Path without the language; `:name` is a part that varies. */
  path: string;
  /** File in schema/operations/pages; absent for a page that asks the graph nothing. */
  operation?: string;
  /** Variables of the operation. */
  variables?(place: Place): Record<string, unknown>;
  /** @param data answer of the operation @returns undefined when there is no such thing */
  render(data: Record<string, unknown>, view: View): Page | undefined;
}

/**
 * Defines a page by the type of its answer. The types stand beside the operations; a test renders each page from the
 * answer of the graph.
 */
export const definePage = <Data>(
  route: Omit<PageRoute, 'render'> & { render(data: Data, view: View): Page | undefined },
): PageRoute => route as unknown as PageRoute;
