import { defineSubgraph } from '#kernel/subgraph';
import { committeeSession } from './committee-session/index.js';
import { expertise } from './expertise/index.js';
import { label } from './label/index.js';
import { labelApplication } from './label-application/index.js';
import { theme } from './theme/index.js';
import { load } from './load.js';
import { FirstTables1764000000000 } from './migrations/1764000000000-first-tables.js';
import { ChangeFeed1764100000000 } from './migrations/1764100000000-change-feed.js';
import { ChangeFields1764200000000 } from './migrations/1764200000000-change-fields.js';
import { Writes1764400000000 } from './migrations/1764400000000-writes.js';
import { LabelWorkflow1764600000000 } from './migrations/1764600000000-label-workflow.js';
import { LabelTransfer1764650000000 } from './migrations/1764650000000-label-transfer.js';
import { DeclaredIsDeclared1764910000000 } from './migrations/1764910000000-declared-is-declared.js';
import { LabelCorrections1764920000000 } from './migrations/1764920000000-label-corrections.js';
import { ComparedTitles1764910000000 } from './migrations/1764910000000-compared-titles.js';
import { ScheduledRuns1765400000000 } from './migrations/1765400000000-scheduled-runs.js';
import { Authority } from './references/authority.type.js';
import { Country } from './references/country.type.js';
import { Partnership } from './references/partnership.type.js';
import { stores } from './stores.js';

export const expertises = defineSubgraph({
  name: 'expertises',
  entities: [theme, expertise, label, committeeSession, labelApplication],
  references: [Authority, Country, Partnership],
  migrations: [
    FirstTables1764000000000,
    ChangeFeed1764100000000,
    ChangeFields1764200000000,
    Writes1764400000000,
    LabelWorkflow1764600000000,
    LabelTransfer1764650000000,
    DeclaredIsDeclared1764910000000,
    LabelCorrections1764920000000,
    ComparedTitles1764910000000,
    ScheduledRuns1765400000000,
  ],
  stores,
  load,
});
