import 'reflect-metadata';

// Domain types and validators that several subgraphs share, one copy each.
export { AuthorityKind, AuthorityKindFilter, EPCI_KINDS } from './authority-kind.js';
export { ForeignAuthorityKind, ForeignAuthorityKindFilter } from './foreign-authority-kind.js';
export { WorldRegion, WorldRegionFilter, WorldSubRegion, WorldSubRegionFilter } from './world-region.js';
export { CountryCodeFilter, InseeCodeFilter, PostalCodeFilter, SirenFilter } from './code-filters.js';
export {
  CountryCodeScalar,
  InseeCodeScalar,
  PostalCodeScalar,
  SirenScalar,
  isSiren,
} from './code-scalars.js';
export {
  ABSENCE_COST,
  ABSENCE_DESCRIPTION,
  Absence,
  AbsenceReason,
  absenceRow,
  absenceText,
  explainedConnectionOf,
  explainedPage,
  impossible,
  isEmpty,
  isEmptyPage,
  itemsText,
  noMatch,
  type AbsenceRow,
  type Items,
} from './absence/index.js';
export { PROBLEMS, codeName, problem, refusal } from './messages/index.js';
export {
  COUNTRY_CODES,
  knownCountries,
  knownLanguages,
  knownSubdivisions,
  knownThemes,
  loadedCodes,
  storedCodes,
  unknownLanguage,
} from './known-codes.js';
export { DATASET_ID } from './dataset-id.js';
export { validateCountries } from './country-codes.js';
export { ThemeCondition } from './theme-condition.js';
export { validateThemes } from './theme-codes.js';
export { ThemeTreeEntity } from './theme-tree.entity.js';
export { inTheme, themeCondition, themeTreeStore } from './theme-tree.store.js';
export { authorityConditions } from './ties/authority-conditions.js';
export { CountryConditions } from './ties/country-conditions.input.js';
export {
  codeConditions,
  countriesMatching,
  countriesThat,
  excludedCountries,
  inGroups,
} from './ties/country-conditions.js';
export { AuthorityPartnershipFilter, PartnershipAspect } from './ties/partnership-conditions.input.js';
export {
  isTie,
  partnershipConditions,
  statementConditions,
  themesFrom,
} from './ties/partnership-conditions.js';
export { roleMailbox, validateMailbox } from './role-mailbox.js';
export {
  ConfidenceFilter,
  PartnershipForeignAuthorityFilter,
  PartnershipKind,
  PartnershipKindFilter,
  PartnershipStatus,
  PartnershipStatusFilter,
} from './partnership-filters.js';
export { STALE_AFTER_YEARS, isOutOfDate, isOver, statedUntil } from './age-of-statement.js';
export { SourceInput } from './source.input.js';
export { JOINED_SOURCE, sourceKeyProblem } from './source-key.js';
export { dayInParis, dayOf, requirePast, today, todayDate, todayText } from './day-in-paris.js';
export { statedConfidence, statedFact, statedSources, type StatedRow } from './stated-fact.js';
export {
  conflictsAfter,
  provenanceForEdit,
  provenanceForCreate,
  isFromSources,
  sourceLabel,
  sourceOf,
} from './provenance-of-writes.js';
