import type { StoreTools } from '#kernel/context';
import { sql } from '#kernel/database';
import { loadedCodes, storedCodes } from '#vocabulary';

export const knownThemes = (tools: StoreTools) =>
  loadedCodes(tools, 'THEME', sql`SELECT code FROM theme ORDER BY code`);
export const knownProgrammes = (tools: StoreTools) =>
  loadedCodes(tools, 'LABEL_PROGRAMME', sql`SELECT code FROM label_programme ORDER BY code`);
export const knownSectors = (tools: StoreTools) =>
  loadedCodes(tools, 'DAC_SECTOR', sql`SELECT code FROM dac_sector ORDER BY code`);

/** Codes of the places of holders and of country groups, in the replicated tables. */
export const knownPlaces = (tools: StoreTools) => ({
  region: storedCodes(tools, 'REGION', sql`SELECT DISTINCT region_code AS code FROM authority`),
  department: storedCodes(
    tools,
    'DEPARTMENT',
    sql`SELECT DISTINCT unnest(department_codes) AS code FROM authority`,
  ),
  countryGroup: storedCodes(tools, 'COUNTRY_GROUP', sql`SELECT code FROM country_group`),
});
