import { keysOf } from './name-keys.js';

/** Keys of the names in a mention such as "Grand Lyon / Métropole de Lyon" or "Castres – Huye (Atlas 1)". */
export function keysOfMention(mention: string): string[] {
  const names = mention.replaceAll(/\([^)]*\)/g, '').split(/\s*[/,–]\s*/);
  return [...new Set(names.map((name) => keysOf(name).full))].filter(Boolean);
}
