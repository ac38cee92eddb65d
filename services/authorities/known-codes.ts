import type { StoreTools } from '#kernel/context';
import { sql } from '#kernel/database';
import { loadedCodes } from '#vocabulary';

export const knownRegions = (tools: StoreTools) =>
  loadedCodes(tools, 'REGION', sql`SELECT code FROM region ORDER BY code`);

/** Codes of départements, and of overseas collectivities and territories, which are no départements. */
export const knownDepartments = (tools: StoreTools) =>
  loadedCodes(
    tools,
    'DEPARTMENT',
    sql`SELECT code FROM department UNION SELECT DISTINCT unnest(department_codes) FROM authority ORDER BY code`,
  );
