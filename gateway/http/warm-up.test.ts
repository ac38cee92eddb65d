import { expect, it } from '@jest/globals';
import { OperationTypeNode } from 'graphql';
import { pino } from 'pino';
import { readExamples } from '../operation/examples.js';
import { warmUp } from './warm-up.js';

const log = pino({ level: 'silent' });

/** Pipeline that counts what it is asked. */
function pipeline() {
  const asked: unknown[] = [];
  const answer = async (request: unknown) => {
    asked.push(request);
    return { kind: 'EXECUTED' as const, result: { data: {} }, operation: OperationTypeNode.QUERY };
  };
  return { asked, answer };
}

it('asks each example operation once', async () => {
  const { asked, answer } = pipeline();
  await warmUp({ answer }, log, () => false);
  expect(asked).toHaveLength(readExamples().length);
});

it('asks nothing more once the program ends', async () => {
  const { asked, answer } = pipeline();
  await warmUp({ answer }, log, () => asked.length === 2);
  expect(asked).toHaveLength(2);
});
