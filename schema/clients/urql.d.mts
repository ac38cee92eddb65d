import type { CacheExchangeOpts, KeyingConfig } from '@urql/exchange-graphcache';

/** Types by interface: `possibleTypes` of cacheExchange. */
export const possibleTypes: Record<string, string[]>;
/** `keys` of cacheExchange, for the types without an `id`. */
export const keys: KeyingConfig;
/** `resolvers` of cacheExchange, which join the pages of each list. */
export const resolvers: NonNullable<CacheExchangeOpts['resolvers']>;
