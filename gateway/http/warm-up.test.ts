import { expect, it } from '@jest/globals';
import { pino } from 'pino';
import { readExamples } from '../operation/examples.js';
import { warmUp } from './warm-up.js';

const log = pino({ level: 'silent' });

/** Counts what it is asked. */
function runtime() {
  const asked: unknown[] = [];
  const fetch = async (...request: unknown[]) => {
    asked.push(request);
    return Response.json({ data: {} });
  };
  return { asked, fetch: fetch as unknown as Parameters<typeof warmUp>[0]['fetch'] };
}

it('asks each example operation once', async () => {
  const { asked, fetch } = runtime();
  await warmUp({ fetch }, log, () => false);
  expect(asked).toHaveLength(readExamples().length);
});

it('asks nothing more once the program ends', async () => {
  const { asked, fetch } = runtime();
  await warmUp({ fetch }, log, () => asked.length === 2);
  expect(asked).toHaveLength(2);
});
