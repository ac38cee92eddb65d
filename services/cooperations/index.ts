import { defineSubgraph } from '#kernel/subgraph';
import { ThemeTreeEntity } from '#vocabulary';
import { callForProjects } from './call-for-projects/index.js';
import { cooperationRequest } from './cooperation-request/index.js';
import { countryPartner } from './country-partner/index.js';
import { dataset } from './dataset/index.js';
import { expressionOfInterest } from './expression-of-interest/index.js';
import { figure } from './figure/index.js';
import { foreignAuthority } from './foreign-authority/index.js';
import { laureate } from './laureate/index.js';
import { partnership } from './partnership/index.js';
import { partnershipDuplicate } from './partnership-duplicate/index.js';
import { partnershipStatement } from './partnership-statement/index.js';
import { expire } from './cooperation-request/cooperation-request.expiry.js';
import { copiedAuthorities } from './authorities.projection.js';
import { load } from './load.js';
import { FirstTables1765400000500 } from './migrations/1765400000500-first-tables.js';
import { Attestation1796015148756 } from './migrations/1796015148756-attestation.js';
import { KindsOfPartners1796100000500 } from './migrations/1796100000500-kinds-of-partners.js';
import { EventsWithKindsOfPartners1796100000501 } from './migrations/1796100000501-events-with-kinds-of-partners.js';
import { TitlesOfSources1796111000500 } from './migrations/1796111000500-titles-of-sources.js';
import { EventsWithTitlesOfSources1796111000501 } from './migrations/1796111000501-events-with-titles-of-sources.js';
import { PartnershipsInOrder1796200004700 } from './migrations/1796200004700-partnerships-in-order.js';
import { ForeignAuthoritiesAsTheyChange1796400000110 } from './migrations/1796400000110-foreign-authorities-as-they-change.js';
import { Statements1796400000210 } from './migrations/1796400000210-statements.js';
import { Fences1796500000320 } from './migrations/1796500000320-fences.js';
import { Authority } from './references/authority.type.js';
import { Country } from './references/country.type.js';
import { DacSector } from './references/dac-sector.type.js';
import { ForeignAuthority } from './references/foreign-authority.type.js';
import { Region } from './references/region.type.js';
import { Theme } from './references/theme.type.js';
import { stores } from './stores.js';

export const cooperations = defineSubgraph({
  name: 'cooperations',
  entities: [
    partnership,
    partnershipStatement,
    partnershipDuplicate,
    callForProjects,
    laureate,
    cooperationRequest,
    expressionOfInterest,
    figure,
    countryPartner,
    foreignAuthority,
    dataset,
  ],
  references: [Authority, ForeignAuthority, Country, Region, Theme, DacSector],
  tables: [ThemeTreeEntity],
  migrations: [
    FirstTables1765400000500,
    Attestation1796015148756,
    KindsOfPartners1796100000500,
    EventsWithKindsOfPartners1796100000501,
    TitlesOfSources1796111000500,
    EventsWithTitlesOfSources1796111000501,
    PartnershipsInOrder1796200004700,
    ForeignAuthoritiesAsTheyChange1796400000110,
    Statements1796400000210,
    Fences1796500000320,
  ],
  stores,
  load,
  copies: copiedAuthorities,
  jobs: [expire],
});
