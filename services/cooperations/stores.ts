import { themeTreeStore } from '#vocabulary';
import type { StoreTools } from '#kernel/context';
import { callStore } from './call-for-projects/call.store.js';
import { countryPartnerStore } from './country-partner/country-partner.store.js';
import { cooperationRequestStore } from './cooperation-request/cooperation-request.store.js';
import { datasetStore } from './dataset/dataset.store.js';
import { expressionOfInterestStore } from './expression-of-interest/expression-of-interest.store.js';
import { figureStore } from './figure/figure.store.js';
import { laureateStore } from './laureate/laureate.store.js';
import { partnershipDuplicateStore } from './partnership-duplicate/partnership-duplicate.store.js';
import { partnershipStatementStore } from './partnership-statement/partnership-statement.store.js';
import { partnershipStore } from './partnership/partnership.store.js';

/** Stores of this service, which hold all its SQL; created for each request, since they cache and know the actor. */
export function stores(tools: StoreTools) {
  const figures = figureStore(tools);
  return {
    partnerships: partnershipStore(tools),
    partnershipStatements: partnershipStatementStore(tools),
    partnershipDuplicates: partnershipDuplicateStore(tools),
    countryPartners: countryPartnerStore(tools),
    calls: callStore(tools),
    laureates: laureateStore(tools),
    requests: cooperationRequestStore(tools),
    interests: expressionOfInterestStore(tools),
    figures,
    dataset: datasetStore(tools, figures),
    themes: themeTreeStore(tools),
  };
}
export type Stores = ReturnType<typeof stores>;
