import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { IsolatedPlanner, PlanningError } from './isolated-planner.js';

const directory = mkdtempSync(join(tmpdir(), 'planner-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const open: IsolatedPlanner[] = [];
afterEach(async () => void (await Promise.all(open.splice(0).map((planner) => planner.close()))));

/** A planning process that does what its text says. */
const OBEDIENT = `
let plans = 0;
process.on('message', (request) => {
  if ('supergraph' in request) return process.send({ isReady: true });
  if (request.text === 'crash') process.abort();
  if (request.text === 'end') process.exit(3);
  if (request.text === 'hang') return;
  if (request.text === 'block') for (;;);
  if (request.text === 'fail') return process.send({ error: 'no way' });
  process.send({ plan: { kind: 'QueryPlan', pid: process.pid, plans: ++plans } });
});
process.on('disconnect', () => process.exit());
`;
let scripts = 0;
function openPlanner(maxPlanningMs?: number, source = OBEDIENT): IsolatedPlanner {
  const script = join(directory, `planner-${(scripts += 1)}.mjs`);
  writeFileSync(script, source);
  const opened = new IsolatedPlanner('', { script, ...(maxPlanningMs ? { maxPlanningMs } : {}) });
  open.push(opened);
  return opened;
}
const pidOf = async (of: IsolatedPlanner) => ((await of.plan('any')) as unknown as { pid: number }).pid;
const failure = async (planned: Promise<unknown>) => {
  const error = await planned.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(PlanningError);
  return (error as Error).message;
};

describe('a planning process', () => {
  it('plans many texts, those that wait for it in their order', async () => {
    const texts = openPlanner();
    const plans = await Promise.all(['a', 'b', 'c'].map((text) => texts.plan(text)));
    expect(plans.map((plan) => (plan as unknown as { plans: number }).plans)).toEqual([1, 2, 3]);
  });

  it.each(['crash', 'end'])('that ends with a text (%s) is replaced, and the text refused', async (text) => {
    const texts = openPlanner();
    const first = await pidOf(texts);
    const [ended, waiting] = await Promise.allSettled([texts.plan(text), texts.plan('any')]);
    expect(ended).toMatchObject({ status: 'rejected', reason: { name: 'PlanningError' } });
    expect(waiting).toMatchObject({ status: 'fulfilled' });
    const second = await pidOf(texts);
    expect(second).not.toBe(first);
    expect(await failure(texts.plan(text))).toMatch(/ended the planner/);
    // It did not end another process.
    expect(await pidOf(texts)).toBe(second);
  });

  it.each(['hang', 'block'])('that does not answer (%s) is ended after its time', async (text) => {
    const texts = openPlanner(300);
    const first = await pidOf(texts);
    expect(await failure(texts.plan(text))).toMatch(/no plan within 300 ms/);
    expect(await pidOf(texts)).not.toBe(first);
    expect(() => process.kill(first, 0)).toThrow(/ESRCH/);
  });

  it('that cannot plan a text goes on', async () => {
    const texts = openPlanner();
    const first = await pidOf(texts);
    expect(await failure(texts.plan('fail'))).toMatch(/no way/);
    expect(await pidOf(texts)).toBe(first);
  });

  it('that was killed while it was idle is replaced', async () => {
    const texts = openPlanner();
    const first = await pidOf(texts);
    process.kill(first, 'SIGKILL');
    const second = await pidOf(texts);
    expect(second).not.toBe(first);
  });

  it('that does not start is reported, and tried again with the next text', async () => {
    const texts = openPlanner(undefined, 'process.exit(1);');
    expect(await failure(texts.plan('any'))).toMatch(/did not start/);
    expect(await failure(texts.plan('any'))).toMatch(/did not start/);
  });

  it('ends when it is closed, and plans no more', async () => {
    const texts = openPlanner();
    const pid = await pidOf(texts);
    await texts.close();
    expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
    expect(await failure(texts.plan('any'))).toMatch(/closed/);
  });
});

describe('the planner of this project', () => {
  const supergraph = readFileSync(new URL('../../../../schema/supergraph.graphql', import.meta.url), 'utf8');

  it('plans its texts', async () => {
    const texts = new IsolatedPlanner(supergraph);
    open.push(texts);
    expect(await texts.plan('{ theme(code: "EDU") { code label: name } }')).toMatchObject({
      kind: 'QueryPlan',
      node: { kind: 'Fetch' },
    });
  });
});
