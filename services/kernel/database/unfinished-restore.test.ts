import { describe, expect, it } from '@jest/globals';
import type { ClientBase } from 'pg';
import { UNFINISHED_RESTORE, refuseUnfinishedRestore, refuseUsedSince } from './unfinished-restore.js';

/** A database with these tables, by their number of rows. */
const databaseWith = (tables: Record<string, number>) =>
  ({
    async query(text: string, [name]: string[] = []) {
      if (name !== undefined) return { rows: [{ there: name in tables }] };
      const [, table] = /FROM ([\w."]+)\)/.exec(text)!;
      return { rows: [{ filled: tables[table!]! > 0 }] };
    },
  }) as unknown as ClientBase;

describe('a restore that was interrupted', () => {
  it('keeps programs out until it has ended', async () => {
    await expect(refuseUnfinishedRestore(databaseWith({ [UNFINISHED_RESTORE]: 0 }))).rejects.toThrow(
      'run `npm run restore` again',
    );
    await refuseUnfinishedRestore(databaseWith({ 'events.migration': 3 }));
  });

  it('is begun again, unless a graph was used there since', async () => {
    const tables = { 'events.migration': 3, 'events.revision': 1, 'events.audit': 0 };
    const schemas = ['access', 'events'];
    await refuseUsedSince(databaseWith({}), schemas);
    await refuseUsedSince(databaseWith(tables), schemas);
    for (const used of ['events.audit', 'events.change', 'events.data_load', 'access.scheduled_run'])
      await expect(refuseUsedSince(databaseWith({ ...tables, [used]: 1 }), schemas)).rejects.toThrow(
        `(${used} has rows)`,
      );
  });
});
