import { ThemeTreeEntity } from '#vocabulary';
import { defineSubgraph } from '#kernel/subgraph';
import { callForProjects } from './call-for-projects/index.js';
import { cooperationRequest } from './cooperation-request/index.js';
import { countryPartner } from './country-partner/index.js';
import { expressionOfInterest } from './expression-of-interest/index.js';
import { figure } from './figure/index.js';
import { foreignAuthority } from './foreign-authority/index.js';
import { laureate } from './laureate/index.js';
import { partnership } from './partnership/index.js';
import { expire } from './cooperation-request/cooperation-request.expiry.js';
import { frenchAuthorities } from './french-authority/french-authority.copy.js';
import { load } from './load.js';
import { FirstTables1764000000000 } from './migrations/1764000000000-first-tables.js';
import { ChangeFeed1764100000000 } from './migrations/1764100000000-change-feed.js';
import { ChangeFields1764200000000 } from './migrations/1764200000000-change-fields.js';
import { Writes1764400000000 } from './migrations/1764400000000-writes.js';
import { RequestsAndReplies1764700000000 } from './migrations/1764700000000-requests-and-replies.js';
import { CooperationWrites1764800000000 } from './migrations/1764800000000-cooperation-writes.js';
import { MostReplies1764910000000 } from './migrations/1764910000000-most-replies.js';
import { AllFrenchAuthorities1765200000000 } from './migrations/1765200000000-all-french-authorities.js';
import { Authority } from './references/authority.type.js';
import { Country } from './references/country.type.js';
import { ForeignAuthority } from './references/foreign-authority.type.js';
import { Theme } from './references/theme.type.js';
import { stores } from './stores.js';

export const cooperations = defineSubgraph({
  name: 'cooperations',
  entities: [
    partnership,
    callForProjects,
    laureate,
    cooperationRequest,
    expressionOfInterest,
    figure,
    countryPartner,
    foreignAuthority,
  ],
  references: [Authority, ForeignAuthority, Country, Theme],
  tables: [ThemeTreeEntity],
  migrations: [
    FirstTables1764000000000,
    ChangeFeed1764100000000,
    ChangeFields1764200000000,
    Writes1764400000000,
    RequestsAndReplies1764700000000,
    CooperationWrites1764800000000,
    MostReplies1764910000000,
    AllFrenchAuthorities1765200000000,
  ],
  stores,
  load,
  copies: frenchAuthorities,
  jobs: [expire],
});
