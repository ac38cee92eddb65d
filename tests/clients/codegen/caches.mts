// The published configuration has the types that the caches expect; only compiled.
import { InMemoryCache } from '@apollo/client';
import { cacheExchange } from '@urql/exchange-graphcache';
import { possibleTypes, typePolicies } from '../clients/apollo.mjs';
import { keys, resolvers } from '../clients/urql.mjs';

export const apollo = new InMemoryCache({ possibleTypes, typePolicies });
export const urql = cacheExchange({ keys, resolvers });
