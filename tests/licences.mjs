// `npm run check:licences`: checks that every package of package-lock.json has a licence of this list.
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
  // Copyleft for its own files: tools of tests, which nobody ships changed.
  'MPL-2.0',
  'Zlib',
  'Unicode-3.0',
]);

/** Licences of packages whose package.json names none, as a person read them in their licence files. */
const READ_BY_HAND = {};

/** Whether an SPDX expression is free: all parts of at least one alternative must be. */
function isFree(expression) {
  const alternatives = expression.replace(/^\((.*)\)$/, '$1').split(' OR ');
  return alternatives.some((parts) => parts.split(' AND ').every((licence) => FREE.has(licence)));
}

/**
 * Returns packages with another licence, or without one.
 * @param {Record<string, { license?: string }>} packages of package-lock.json, by path
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
  for (const line of found) console.error(`Not under a known free licence: ${line}`);
  process.exit(found.length ? 1 : 0);
}
