import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { ERROR_CODES } from '#kernel/errors';
import type { Client } from 'pg';

// What holds for every answer, for the database, the log and the memory, whatever is sent.

/** Details of the implementation that no answer may hold. Suggestions are none, where clients may read the schema (INFO-02). */
const LEAK =
  /\bat \S+ \(|node_modules|\.[jt]s:\d|\bSELECT\b.*\bFROM\b|\bINSERT INTO\b|syntax error at|relation "|column "|serviceName|postgres|pg_catalog|Maximum call stack|ECONN|127\.0\.0\.1:\d/i;
/** Largest refusal, in characters. */
const LARGEST_REFUSAL = 32_768;

/** An answer of the graph over HTTP. */
export interface Reply {
  status: number;
  text: string;
  headers: Record<string, string>;
  /** Milliseconds from sending to the whole answer. */
  ms: number;
}

/** Expects that an answer is no server error, is JSON where it is an error, has a known code, and tells nothing else. */
export function expectClean({ status, text, headers }: Reply): void {
  expect({ isServerError: status >= 500, text: text.slice(0, 1_000) }).toMatchObject({
    isServerError: false,
  });
  const isJson = /^application\/(graphql-response\+)?json/.test(headers['content-type'] ?? '');
  if (status >= 400) expect({ status, isJson, text }).toMatchObject({ isJson: true });
  // A response to HEAD has no body.
  if (isJson && text) expectCleanJson(text);
}

/** Expects known codes, and no details of the implementation, of a result in JSON. */
export function expectCleanJson(text: string): void {
  const { errors = [] } = JSON.parse(text) as { errors?: { extensions?: { code?: unknown } }[] };
  if (!errors.length) return;
  expect(text).not.toMatch(LEAK);
  expect(text.length).toBeLessThan(LARGEST_REFUSAL);
  for (const { extensions } of errors) expect(ERROR_CODES).toContain(extensions?.code);
}

/** Tables that the graph writes by itself: what clients have spent, when which job ran, when a permission was last lost. */
const OWN_WRITES = ['spent_budget', 'scheduled_run', 'revision'];

/** Number of rows and checksum of every table, but for when a key was last used. */
export async function checksums(admin: Client): Promise<Record<string, string>> {
  const { rows } = await admin.query<{ name: string; sum: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name,
       (xpath('/row/c/text()', query_to_xml(format(
         'SELECT concat(count(*), '' '', sum(hashtextextended(%s, 0))) AS c FROM %I.%I t',
         CASE tablename WHEN 'api_key' THEN '(to_jsonb(t) - ''last_used_at'')::text' ELSE 't::text' END,
         schemaname, tablename), false, true, '')))[1]::text AS sum
     FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tablename <> ALL ($1)`,
    [OWN_WRITES],
  );
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}

/** Expects that a log has none of these secrets, no control characters, and no error but those of jobs on a busy machine. */
export function expectCleanLog(output: string, secrets: Iterable<string>): void {
  for (const secret of secrets) expect(output.includes(secret)).toBe(false);
  // eslint-disable-next-line no-control-regex
  expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  const records = output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { level: number; job?: string });
  expect(records.filter(({ level, job }) => level >= 50 && job === undefined)).toEqual([]);
}

/** Resident memory of a process, in bytes. */
export const residentBytes = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1_024;
