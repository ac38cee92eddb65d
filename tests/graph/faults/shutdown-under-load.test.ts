import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from '@jest/globals';
import { addressOf } from '../../support/program.js';
import { Workplace } from '../../support/workplace.js';

// SIGTERM while many clients ask, and leave: the program ends what it has begun before it closes its databases.

const workplace = new Workplace();
afterAll(() => workplace.clear());

const CLIENTS = 24;
const QUESTIONS = [
  `{ authorities(filter: { text: "saint" }, first: 50) { totalCount facets { region { count } theme { count } }
     nodes { name partnerships(first: 5) { nodes { title country { name } foreignAuthorities { name } } } } } }`,
  '{ expertises(first: 50) { totalCount nodes { title authority { name region { name } } theme { name } evidence { title } } } }',
  '{ suggest(text: "saint denis") { name } resolveAuthority(name: "Lyon", department: "69") { status } }',
  // One after the other, for seconds: the gateway goes on with them when the client has left.
  `{ ${Array.from({ length: 40 }, (_, at) => `s${at}: statistics(of: EXPERTISES, by: [THEME, REGION], first: ${at + 1}) { total }`).join(' ')} }`,
];

it('logs nothing but events, and answers or refuses every request', async () => {
  const program = workplace.start({
    PORT: '0',
    DATA_DIR: workplace.loaded('small'),
    SECRET: process.env.TEST_SECRET!,
    LOG_LEVEL: 'warn',
  });
  const address = await addressOf(program);
  const leaving = new AbortController();
  const answered: unknown[] = [];
  const clients = Array.from({ length: CLIENTS }, async (_, at) => {
    for (let turn = at; !leaving.signal.aborted; turn += 1)
      try {
        const response = await fetch(`${address}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: QUESTIONS[turn % QUESTIONS.length] }),
          signal: leaving.signal,
        });
        answered.push(await response.json());
      } catch {
        // Left, or the server is closed.
        return;
      }
  });
  while (answered.length < CLIENTS) await sleep(20);
  expect(answered[0]).toHaveProperty('data');
  expect(JSON.stringify(answered)).not.toContain('"errors"');
  program.process.kill('SIGTERM');
  await sleep(50);
  leaving.abort();
  await Promise.all(clients);
  expect(await program.exited).toBe(0);
  expect(program.output()).not.toMatch(/Cannot use a pool|unexpected error/);
});
