import type { LoadDefinition, TableRows } from '#kernel/database';
import {
  callTables,
  laureateTable,
  readCalls,
  readCampaigns,
  readLaureates,
} from './loading/calls-and-laureates.js';
import { figureTable } from './loading/figures.js';
import { files } from './loading/files.js';
import { partnershipTables, readPartnerships } from './loading/partnerships.js';
import { readReferences, referenceTables } from './loading/references.js';
import { readRequests, requestTable } from './loading/requests.js';

export const load: LoadDefinition = {
  files: Object.values(files),
  version: 9,
  tables(reading): TableRows[] {
    const references = readReferences(reading);
    const partnerships = readPartnerships(reading, references);
    const partnershipKeys = new Set(partnerships.map((row) => row.key));
    const calls = readCalls(reading, references.themes);
    const campaigns = readCampaigns(reading);
    const callCodes = new Set(calls.map((row) => row.code));
    const laureates = readLaureates(reading, references, partnershipKeys, callCodes);
    const requests = readRequests(reading, references, partnershipKeys);
    return [
      ...referenceTables(references),
      ...partnershipTables(partnerships, references),
      ...callTables(calls, campaigns),
      laureateTable(laureates, campaigns, references),
      requestTable(requests, references),
      figureTable(reading),
    ];
  },
};
