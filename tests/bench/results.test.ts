import { expect, it } from '@jest/globals';
import type { ContenderName } from './contenders/index.js';
import { ratiosOf, summaryOf, type Line } from './results.js';

const line = (question: string, contender: ContenderName, ...requestsPerSecond: number[]): Line => ({
  question,
  contender,
  sqlStatements: 1,
  rounds: requestsPerSecond.map((rate) => ({ requestsPerSecond: rate, p50: 1, p95: 2, p99: 3, cpu: 0.5 })),
});

it('ratios are computed round by round, and one that was not measured is a dash', () => {
  const lines = [
    line('q01', 'one-process', 100, 300, 90),
    line('q01', 'postgraphile', 100, 100, 100),
    line('q01', 'apollo', 50, 75, 30),
    line('changes', 'one-process', 40, 40, 40),
    line('changes', 'floor', 80, 160, 100),
  ];
  const table = ratiosOf(
    lines.map((one) => summaryOf(one, lines)),
    'Scale 1',
    new Date('2026-11-30T12:00:00Z'),
  );
  expect(table).toBe(
    `Requests per second of Passerelle in one process, divided by those of others in the same run, on 2026-11-30. Scale 1.

| question | × PostGraphile | × @apollo/gateway | × floor |
| --- | --- | --- | --- |
| q01 | 1.00 (0.90–3.00) | 3.00 (2.00–4.00) | – |
| changes | – | – | 0.40 (0.25–0.50) |`,
  );
});
