import type { StoreTools } from '#kernel/context';
import { sql } from '#kernel/database';
import { storedCodes } from '#vocabulary';

/** Codes of country groups, in the table replicated from the subgraph of country groups. */
export const knownGroups = (tools: StoreTools) =>
  storedCodes(tools, 'COUNTRY_GROUP', sql`SELECT code FROM country_group`);
