// Filters and orders of a search as the reference reads them, written apart from the inputs of the service.

export interface Choice {
  in?: string[];
  notIn?: string[];
}
/** Conditions on one and the same country. */
export interface CountryFilter {
  country?: Choice;
  countryGroup?: Choice;
  worldRegion?: Choice;
  worldSubRegion?: Choice;
  isLeastDeveloped?: boolean;
}
export interface PartnershipFilter extends CountryFilter {
  kind?: Choice;
  theme?: { code: string; descendants?: boolean };
  isClassified?: boolean;
  status?: Choice;
  isEnded?: boolean;
  isStale?: boolean;
  confidence?: Choice;
  statedSince?: string;
  startYear?: Range;
  foreignAuthority?: { id?: string[]; kind?: Choice };
  having?: string[];
  lacking?: string[];
}
export interface ExpertiseFilter {
  theme?: { code: string; descendants?: boolean };
  countryOfExperience?: Choice;
  language?: Choice;
  basis?: Choice;
  labelStatus?: Choice;
  having?: string[];
  lacking?: string[];
}
export interface Range {
  gte?: number;
  lte?: number;
}
export interface Filter {
  isEpci?: boolean;
  tie?: CountryFilter & { includeEnded?: boolean };
  partnership?: PartnershipFilter;
  expertise?: ExpertiseFilter;
  partnerCountryCount?: Range;
  partnershipCount?: Range;
  expertiseCount?: Range;
  id?: string[];
  text?: string;
  kind?: Choice;
  population?: { gte?: number; lte?: number };
  department?: Choice;
  region?: Choice;
  siren?: Choice;
  inseeCode?: Choice;
  postalCode?: Choice;
  isCurrent?: boolean;
  partnerCountry?: Choice;
  memberOfCountryGroup?: Choice;
  having?: string[];
  lacking?: string[];
  theme?: { code: string; descendants?: boolean };
  country?: Choice;
  countryGroup?: Choice;
  worldRegion?: Choice;
  worldSubRegion?: Choice;
  isLeastDeveloped?: boolean;
  countryOfExperience?: Choice;
  language?: Choice;
  basis?: Choice;
  labelStatus?: Choice;
  and?: Filter[];
  or?: Filter[];
  not?: Filter;
}
export interface Order {
  field: string;
  direction: 'ASC' | 'DESC';
}
/** A parsed text of a filter: words and quoted words on each side of an `or`. */
export interface Text {
  terms: { words: string[]; quoted: boolean }[];
  without: string[];
}
