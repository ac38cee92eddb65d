import type { View } from './page.js';
import { Words } from './words.js';

const WORDS = { fr: new Words('fr'), en: new Words('en') };

/** What a page knows of where it is shown. */
export function createView(place: Omit<View, 'words' | 't' | 'url'>): View {
  const words = WORDS[place.language];
  return {
    ...place,
    words,
    t: (key, values) => words.text(key, values),
    url(path, query = {}) {
      const entries = query instanceof URLSearchParams ? [...query] : Object.entries(query);
      const filled = entries.flatMap(([name, value]) =>
        value === undefined || value === '' ? [] : [[name, String(value)]],
      );
      const search = filled.length ? `?${new URLSearchParams(filled)}` : '';
      return `/${place.language}${path}${search}`;
    },
  };
}
