import { defineSubgraph } from '#kernel/subgraph';
import { committeeSession } from './committee-session/index.js';
import { expertise } from './expertise/index.js';
import { holders } from './holder/holder.projection.js';
import { label } from './label/index.js';
import { labelApplication } from './label-application/index.js';
import { theme } from './theme/index.js';
import { load } from './load.js';
import { FirstTables1765400000100 } from './migrations/1765400000100-first-tables.js';
import { Holders1796200000100 } from './migrations/1796200000100-holders.js';
import { PartnershipsByCountry1796300000100 } from './migrations/1796300000100-partnerships-by-country.js';
import { CountriesOfPartnerships1796400000230 } from './migrations/1796400000230-countries-of-partnerships.js';
import { SessionsInOneDay1796400000530 } from './migrations/1796400000530-sessions-in-one-day.js';
import { Authority } from './references/authority.type.js';
import { Country } from './references/country.type.js';
import { Partnership } from './references/partnership.type.js';
import { stores } from './stores.js';

export const expertises = defineSubgraph({
  name: 'expertises',
  entities: [theme, expertise, label, committeeSession, labelApplication],
  references: [Authority, Country, Partnership],
  migrations: [
    FirstTables1765400000100,
    Holders1796200000100,
    PartnershipsByCountry1796300000100,
    CountriesOfPartnerships1796400000230,
    SessionsInOneDay1796400000530,
  ],
  stores,
  load,
  copies: holders,
});
