import type { AuthorityKindCode } from '../authority/authority.entity.js';
import { packageFacts, type Facts } from './files.js';

/** An authority under construction: read from the package, then changed by corrections before it becomes a row. */
export interface AuthorityBuilder {
  key: string;
  /** File in which a rejection of this authority is reported. */
  file: string;
  kind: AuthorityKindCode;
  name: string;
  shortName: string | null;
  /** Search words besides its names. */
  words: string[];
  inseeCode: string | null;
  siren: string | null;
  departmentCode: string | null;
  /** Codes of the départements whose powers it holds. */
  covers: string[];
  regionCode: string | null;
  postalCodes: string[];
  population: number | null;
  populationYear: number | null;
  latitude: number | null;
  longitude: number | null;
  wikidataId: string | null;
  validFrom: string | null;
  validTo: string | null;
  successorKey: string | null;
  note: string | null;
  facts: Facts;
}

/** Authorities under construction, by key. */
export type AuthorityBuilders = Map<string, AuthorityBuilder>;
export type ReadonlyAuthorityBuilders = ReadonlyMap<string, Readonly<AuthorityBuilder>>;

/** Starts an authority: what `values` leaves out is unknown, and its provenance is that of the package. */
export function buildAuthority(
  values: Pick<AuthorityBuilder, 'key' | 'file' | 'kind' | 'name'> & Partial<AuthorityBuilder>,
): AuthorityBuilder {
  return {
    shortName: null,
    words: [],
    inseeCode: null,
    siren: null,
    departmentCode: null,
    covers: [],
    regionCode: null,
    postalCodes: [],
    population: null,
    populationYear: null,
    latitude: null,
    longitude: null,
    wikidataId: null,
    validFrom: null,
    validTo: null,
    successorKey: null,
    note: null,
    facts: packageFacts,
    ...values,
  };
}
