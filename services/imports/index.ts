import { defineSubgraph } from '#kernel/subgraph';
import { importEntity } from './import/index.js';
import { expireImports } from './import/expiry.js';
import { importRow } from './import-row/index.js';
import { FirstTables1796400000400 } from './migrations/1796400000400-first-tables.js';
import { StepsAndStops1796500000300 } from './migrations/1796500000300-steps-and-stops.js';
import { Authority } from './references/authority.type.js';
import { ForeignAuthority } from './references/foreign-authority.type.js';
import { Partnership } from './references/partnership.type.js';
import { stores } from './stores.js';
import { CALLS, importWork } from './work/job.js';

export const imports = defineSubgraph({
  name: 'imports',
  entities: [importEntity, importRow],
  references: [Authority, ForeignAuthority, Partnership],
  migrations: [FirstTables1796400000400, StepsAndStops1796500000300],
  stores,
  jobs: [importWork, expireImports],
  calls: CALLS,
});
