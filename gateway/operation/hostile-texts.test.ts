import { expect, it } from '@jest/globals';
import { openBlankGateway } from '../../tests/bench/blank-gateway.js';
import { ours } from '../../tests/support/oracle/blank-graph.js';
import { HOSTILE_KINDS } from '../../tests/support/oracle/hostile-texts.js';
import { SEED, deep } from '../../tests/support/random/depth.js';
import { Random } from '../../tests/support/random/random.js';
import { slowness } from '../../tests/support/slowness.js';

const MAX_CPU_MS = 250;
const OUTCOMES = [
  'OK',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_LIMIT_EXCEEDED',
];

it('answers texts that are made to stop it, each with little work', async () => {
  const gateway = openBlankGateway({}, ours);
  try {
    await gateway.start();
    await gateway.outcomeOf('{ theme(code: "EDU") { code } }');
    const random = new Random(SEED);
    const kinds = Object.entries(HOSTILE_KINDS);
    let slow = slowness();
    for (let number = 0; number < deep(10_000); number += 1) {
      const [kind, make] = kinds[number % kinds.length]!;
      const text = make(random);
      if (number % 200 === 0) slow = slowness();
      // CPU of this process, which other processes on the machine do not use; that of planning has its own limit.
      const before = process.cpuUsage();
      const outcome = await gateway.outcomeOf(text);
      const { user, system } = process.cpuUsage(before);
      const cpuMs = (user + system) / 1_000;
      if (!OUTCOMES.includes(outcome)) throw new Error(`A text of ${kind} is answered ${outcome}: ${text}`);
      // It may have become busier since it was measured.
      if (cpuMs > MAX_CPU_MS * slow && cpuMs > MAX_CPU_MS * (slow = slowness()))
        throw new Error(`A text of ${kind} takes ${cpuMs} ms of CPU: ${text}`);
    }
    // Nothing is left of them.
    expect(await gateway.outcomeOf('{ theme(code: "ENV") { code } }')).toBe('OK');
  } finally {
    await gateway.close();
  }
});
