// `npm run check:licences`: every package of package-lock.json is under a licence of this list.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FREE = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'PostgreSQL',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'Python-2.0',
  'CC-BY-4.0',
  'Zlib',
]);

/** Packages whose package.json names no licence: what their licence files say, read by a person. */
const READ_BY_HAND = {};

/** Of an SPDX expression: one of the alternatives must be free, with all of its parts. */
function isFree(expression) {
  const alternatives = expression.replace(/^\((.*)\)$/, '$1').split(' OR ');
  return alternatives.some((parts) => parts.split(' AND ').every((licence) => FREE.has(licence)));
}

/**
 * Packages that are under another licence, or under none that is named.
 * @param {Record<string, { license?: string }>} packages as package-lock.json has them, by path
 * @returns {string[]} such as "name: BUSL-1.1"
 */
export function notFree(packages) {
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { license }]) => {
      const name = path.replace(/^.*node_modules\//, '');
      return [name, license ?? READ_BY_HAND[name] ?? 'none named'];
    })
    .filter(([, licence]) => !isFree(licence))
    .map(([name, licence]) => `${name}: ${licence}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  const found = notFree(packages);
  for (const line of found) console.error(`Not under a free licence that we know: ${line}`);
  process.exit(found.length ? 1 : 0);
}
