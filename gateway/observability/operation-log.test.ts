import { expect, it } from '@jest/globals';
import { ANONYMOUS } from '#kernel/auth';
import { parse } from 'graphql';
import { pino } from 'pino';
import { OperationRecord } from '../operation/record.js';
import { operationLog } from './operation-log.js';

function logged(slowMs: number, level = 'info') {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level }, { write: (line) => void lines.push(JSON.parse(line)) });
  const statistics = { sqlStatements: 3, subgraphRequests: 2, bySubgraph: { events: 1, search: 2 } };
  const record = new OperationRecord(
    { actor: ANONYMOUS, language: 'FR', requestId: 'one', statistics },
    'CONNECTION',
  );
  record.text = '{ a(b: "secret") }';
  record.document = parse(record.text);
  return { lines, record, observe: operationLog(log, slowMs).observe };
}

it('an operation that takes long is logged as slow, with its shape and its statements by subgraph', () => {
  const { lines, record, observe } = logged(1_000);
  Object.assign(record, { arrived: performance.now() - 1_500, name: 'x'.repeat(200) });
  observe(record, ['TIMEOUT']);
  expect(lines).toEqual([
    expect.objectContaining({
      level: 40,
      msg: 'slow operation',
      operation: 'x'.repeat(100),
      shape: '{ a(b: _) }',
      sqlBySubgraph: { events: 1, search: 2 },
      sqlStatements: 3,
      subgraphRequests: 2,
      door: 'CONNECTION',
      outcome: ['TIMEOUT'],
    }),
  ]);
  expect(JSON.stringify(lines)).not.toContain('secret');
});

it.each([
  ['one below the threshold', 60_000],
  ['any, without a threshold', 0],
])('%s is one line at info', (_, slowMs) => {
  const { lines, record, observe } = logged(slowMs);
  observe(record, []);
  expect(lines).toEqual([expect.objectContaining({ level: 30, msg: 'operation', outcome: 'OK' })]);
  expect(lines[0]).not.toHaveProperty('shape');
});

it('nothing is logged above the level', () => {
  const { lines, record, observe } = logged(0, 'warn');
  observe(record, ['INTERNAL']);
  expect(lines).toEqual([]);
});
