import { expect, it } from '@jest/globals';
import { openPool } from '#kernel/database';
import type { ChangeEvent } from '#kernel/outbox';
import { search } from '#subgraphs';
import pg from 'pg';
import { apply } from '../../../services/search/projection/apply.js';

// A database of an earlier version has change events without the fields that contracts got since; a rebuild reads them first.

const database = { url: process.env.TEST_DATABASE!, secret: process.env.TEST_SECRET!, poolSize: 1 };
const EARLIER: Readonly<Record<string, readonly string[]>> = {
  'authorities.contract_authority': ['postalCodes', 'formerNames'],
  'cooperations.contract_partnership': ['sourceTitles', 'countryCodes'],
};

it.each(Object.entries(EARLIER))('%s without %j is projected', async (view, missing) => {
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  const { rows } = await owner.query<{ id: string; fields: Record<string, unknown> }>(
    `SELECT id, fields FROM ${view} LIMIT 50`,
  );
  await owner.end();
  expect(rows).toHaveLength(50);
  for (const { fields } of rows) for (const name of missing) expect(fields).toHaveProperty(name);
  const type = view.endsWith('authority') ? 'Authority' : 'Partnership';
  const changes = rows.map(({ id, fields }, index): ChangeEvent => ({
    ...{ transaction: '1', number: String(index), type, entityId: id, operation: 'UPDATED' },
    ...{ actor: 'test', changedAt: new Date() },
    fields: Object.fromEntries(Object.entries(fields).filter(([name]) => !missing.includes(name))),
  }));
  const pool = openPool(search, database);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await apply(changes, client);
    const table = type.toLowerCase();
    const projected = await client.query(`SELECT FROM ${table} WHERE id = ANY($1::uuid[])`, [
      rows.map(({ id }) => id),
    ]);
    expect(projected.rows).toHaveLength(50);
  } finally {
    await client.query('ROLLBACK');
    client.release();
    await pool.end();
  }
});
