import type { StoreTools } from '#kernel/context';
import { sql } from '#kernel/database';
import { storedCodes } from '#vocabulary';

export const knownCalls = (tools: StoreTools) =>
  storedCodes(tools, 'CALL', sql`SELECT code FROM call_for_projects`);

/** Codes of régions and départements, in the table of French authorities replicated from their subgraph. */
export const knownPlaces = (tools: StoreTools) => ({
  region: storedCodes(tools, 'REGION', sql`SELECT DISTINCT region_code AS code FROM french_authority`),
  department: storedCodes(
    tools,
    'DEPARTMENT',
    sql`SELECT DISTINCT department_code AS code FROM french_authority`,
  ),
});
