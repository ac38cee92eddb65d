import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CLDR_VERSION, type ZoneCity } from './derive.js';

type Tree = { [name: string]: Tree | string };

const read = (folder: string, path: string): Tree =>
  JSON.parse(readFileSync(join(folder, 'node_modules', path), 'utf8')) as Tree;
const at = (tree: Tree, ...path: string[]): Tree =>
  path.reduce((part, name) => (part[name] ?? {}) as Tree, tree);

/** Countries of zones whose key does not begin with the code of one. */
const ELSEWHERE: Readonly<Record<string, string>> = { gazastrp: 'PS', hebron: 'PS', jeruslm: 'IL' };

/** Cities of zones below a part of the tree, by the path of the zone. */
function exemplarCities(tree: Tree, path: readonly string[] = []): [zone: string, city: string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] => {
    if (name === 'exemplarCity') return [[path.join('/'), value as string]];
    return typeof value === 'string' ? [] : exemplarCities(value, [...path, name]);
  });
}

/**
 * Reads the cities of time zones from an installation of `packages`.
 * @throws Error when another version is installed
 */
export function readZoneCities(folder: string): ZoneCity[] {
  for (const name of ['cldr-bcp47', 'cldr-dates-full']) {
    const { version } = read(folder, `${name}/package.json`);
    if (version !== CLDR_VERSION)
      throw new Error(`${folder} holds ${name} ${String(version)}, expected ${CLDR_VERSION}`);
  }
  const namesOf = new Map<string, Record<string, string>>();
  for (const language of readdirSync(join(folder, 'node_modules/cldr-dates-full/main'))) {
    if (!/^[a-z]{2}$/.test(language)) continue;
    const names = read(folder, `cldr-dates-full/main/${language}/timeZoneNames.json`);
    for (const [zone, city] of exemplarCities(at(names, 'main', language, 'dates', 'timeZoneNames', 'zone')))
      namesOf.set(zone, { ...namesOf.get(zone), [language]: city });
  }
  // Keys of zones begin with the code of their country: `bjptn` is Porto-Novo in Benin.
  const zones = at(read(folder, 'cldr-bcp47/bcp47/timezone.json'), 'keyword', 'u', 'tz');
  return Object.entries(zones).flatMap(([key, zone]) => {
    const aliases = typeof zone === 'string' ? undefined : zone._alias;
    const countryCode = ELSEWHERE[key] ?? (key.length === 5 ? key.slice(0, 2).toUpperCase() : undefined);
    if (typeof aliases !== 'string' || !countryCode) return [];
    return aliases.split(' ').flatMap((name) => {
      const names = namesOf.get(name);
      return names ? [{ zone: name, countryCode, names }] : [];
    });
  });
}
