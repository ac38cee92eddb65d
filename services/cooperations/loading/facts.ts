import { makeId } from '#kernel/values';
import type { References } from './references.js';

export const authorityIds = (keys: readonly string[]) => keys.map((key) => makeId('Authority', key));
export const foreignAuthorityIds = (keys: readonly string[]) =>
  keys.map((key) => makeId('ForeignAuthority', key));
export const partnershipIdOf = (key: string | null) => (key === null ? null : makeId('Partnership', key));

/** Names of the partners of a row, for search. */
export const partnerNames = (
  row: { frenchAuthorityKeys: string[]; foreignAuthorityKeys: string[] },
  { french, foreign }: References,
): string[] => [
  ...row.frenchAuthorityKeys.map((key) => french.get(key)!.name),
  ...row.foreignAuthorityKeys.flatMap((key) => foreign.get(key)!),
];
