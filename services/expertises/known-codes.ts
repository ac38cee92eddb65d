import type { StoreTools } from '#kernel/context';
import { sql } from '#kernel/database';
import { loadedCodes } from '#vocabulary';

export const knownThemes = (tools: StoreTools) =>
  loadedCodes(tools, 'THEME', sql`SELECT code FROM theme ORDER BY code`);
export const knownProgrammes = (tools: StoreTools) =>
  loadedCodes(tools, 'LABEL_PROGRAMME', sql`SELECT code FROM label_programme ORDER BY code`);
export const knownSectors = (tools: StoreTools) =>
  loadedCodes(tools, 'DAC_SECTOR', sql`SELECT code FROM dac_sector ORDER BY code`);
