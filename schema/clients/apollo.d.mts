import type { TypePolicies } from '@apollo/client';

/** Types by interface: `possibleTypes` of InMemoryCache. */
export const possibleTypes: Record<string, string[]>;
/** `typePolicies` of InMemoryCache. Types with an `id` need none: Apollo Client keeps them by it. */
export const typePolicies: TypePolicies;
