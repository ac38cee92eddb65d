import { describe, expect, it } from '@jest/globals';
import { TIME_TO_BEGIN, statisticsQueue } from './statistics.queue.js';

describe('statistics of one operation', () => {
  it('run one after the other, also after one that failed', async () => {
    const inQueue = statisticsQueue();
    let running = 0;
    const run = (name: number) => async () => {
      expect(++running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
      if (name === 1) throw new Error('failed');
      return name;
    };
    const settled = await Promise.allSettled([0, 1, 2, 3].map((name) => inQueue(run(name))));
    expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual([
      0,
      'Error: failed',
      2,
      3,
    ]);
  });

  it('do not begin when those before them took too long', async () => {
    let time = 0;
    let runs = 0;
    const inQueue = statisticsQueue(() => time);
    const run = async () => {
      runs += 1;
      time += TIME_TO_BEGIN;
      return runs;
    };
    const settled = await Promise.allSettled([run, run, run, run].map((one) => inQueue(one)));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
    expect(settled[2]).toMatchObject({ reason: { extensions: { code: 'TIMEOUT' } } });
    expect(runs).toBe(2);
  });

  it('of other operations do not wait for them', async () => {
    let finish = () => {};
    const slow = statisticsQueue()(() => new Promise<void>((resolve) => (finish = resolve)));
    expect(await statisticsQueue()(async () => 'other')).toBe('other');
    finish();
    await slow;
  });
});
