import { describe, expect, it } from '@jest/globals';
import { GraphQLError, type ExecutionResult } from 'graphql';
import fc from 'fast-check';
import type { EngineOperation, EngineResult } from '../../engine/index.js';
import { runs } from '../../../tests/support/random/depth.js';
import { AnswerCache } from './answer-cache.js';
import type { Feeds } from './feeds.js';

/** Feeds of the test: it changes them. */
class FakeFeeds implements Feeds {
  moment = 0;
  isKnown = true;
  readonly #changedAt = new Map<string, number>();

  areUnchangedSince(moment: number, subgraphs: Iterable<string>): boolean {
    return this.isKnown && [...subgraphs].every((name) => (this.#changedAt.get(name) ?? 0) <= moment);
  }

  haveChanged(subgraphs: Iterable<string>): void {
    this.moment += 1;
    for (const name of subgraphs) this.#changedAt.set(name, this.moment);
  }
}

const NOON = Date.UTC(2026, 10, 30, 11);

function setUp({ maxBytes = 1_000_000 } = {}) {
  const feeds = new FakeFeeds();
  const clock = { now: NOON };
  const cache = new AnswerCache({ feeds, maxBytes, now: () => clock.now });
  const counts = { executions: 0 };
  let answerWith: () => Promise<EngineResult> | EngineResult = () => ({
    data: { number: counts.executions },
    errors: [],
  });

  function operation(text: string, more: Partial<EngineOperation> = {}): EngineOperation {
    return {
      text,
      variables: {},
      projection: 'one',
      isIntrospecting: false,
      async execute(fetch) {
        counts.executions += 1;
        const [subgraph] = text.split(' ');
        await fetch(subgraph!, {} as never);
        return answerWith();
      },
      project: ({ data, errors }) => ({ data: { ...data }, ...(errors.length ? { errors } : {}) }),
      ...more,
    };
  }
  const ask = (
    text: string,
    more: Partial<EngineOperation> = {},
    { language = 'FR', signal = new AbortController().signal } = {},
  ) =>
    cache.answer({
      operation: operation(text, more),
      language,
      fetch: () => async () => ({ data: {} }),
      present: (result: ExecutionResult) => result,
      signal,
    });
  return { ask, cache, clock, counts, feeds, answer: (how: typeof answerWith) => void (answerWith = how) };
}

describe('an answer', () => {
  it('is given again, with its age, until something changes in a subgraph that it was read from', async () => {
    const { ask, clock, counts, feeds } = setUp();
    expect((await ask('events a')).ageMs).toBeUndefined();
    clock.now += 5_000;
    expect(await ask('events a')).toMatchObject({ ageMs: 5_000, result: { data: { number: 1 } } });
    feeds.haveChanged(['cooperations']);
    expect((await ask('events a')).ageMs).toBe(5_000);
    feeds.haveChanged(['events']);
    expect((await ask('events a')).result).toEqual({ data: { number: 2 } });
    expect(counts.executions).toBe(2);
  });

  it('is that of its text, its variables in any order, and its language', async () => {
    const { ask, counts } = setUp();
    await ask('events a', { variables: { a: 1, b: { c: 2, d: 3 } } });
    await ask('events a', { variables: { b: { d: 3, c: 2 }, a: 1 } });
    expect(counts.executions).toBe(1);
    await ask('events a', { variables: { a: 1, b: { c: 2, d: 4 } } });
    await ask('events a', { variables: { a: '1', b: { c: 2, d: 3 } } });
    await ask('events b', { variables: { a: 1, b: { c: 2, d: 3 } } });
    await ask('events a', { variables: { a: 1, b: { c: 2, d: 3 } } }, { language: 'EN' });
    expect(counts.executions).toBe(5);
  });

  it('is projected for whoever asks in other words', async () => {
    const { ask, counts } = setUp();
    await ask('events a');
    const renamed = await ask('events a', {
      projection: 'two',
      project: ({ data }) => ({ data: { renamed: (data as { number?: number }).number } }),
    });
    expect(JSON.parse(renamed.body!.bytes.toString())).toEqual({ data: { renamed: 1 } });
    expect(counts.executions).toBe(1);
  });

  it('is not kept with errors, nor without a feed', async () => {
    const { ask, counts, feeds, answer } = setUp();
    answer(() => ({ data: {}, errors: [new GraphQLError('failed')] }));
    for (let time = 0; time < 2; time += 1) expect((await ask('events a')).body).toBeUndefined();
    expect(counts.executions).toBe(2);
    answer(() => ({ data: {}, errors: [] }));
    feeds.isKnown = false;
    for (let time = 0; time < 2; time += 1) expect((await ask('events a')).body).toBeUndefined();
    expect(counts.executions).toBe(4);
    feeds.isKnown = true;
    await ask('events a');
    feeds.isKnown = false;
    expect((await ask('events a')).ageMs).toBeUndefined();
  });

  it('is not kept when something changed while it was read', async () => {
    const { ask, counts, feeds, answer } = setUp();
    answer(() => {
      feeds.haveChanged(['events']);
      return { data: {}, errors: [] };
    });
    await ask('events a');
    await ask('events a');
    expect(counts.executions).toBe(2);
  });

  it.each([
    ['in winter', '2026-11-30T22:59:59.000Z', '2026-11-30T23:00:00.000Z'],
    ['in summer', '2026-07-14T21:59:59.000Z', '2026-07-14T22:00:00.000Z'],
    ['on the day of 25 hours', '2026-10-25T22:59:59.000Z', '2026-10-25T23:00:00.000Z'],
  ])('ends at midnight in Paris %s', async (_, before, midnight) => {
    const { ask, clock, counts } = setUp();
    clock.now = Date.parse(before) - 60_000;
    await ask('events a');
    clock.now = Date.parse(before);
    await ask('events a');
    expect(counts.executions).toBe(1);
    clock.now = Date.parse(midnight);
    await ask('events a');
    expect(counts.executions).toBe(2);
    // The clock of the database may be late: it may be the day before there.
    await ask('events a');
    expect(counts.executions).toBe(3);
  });

  it('lives ten minutes at most', async () => {
    const { ask, clock, counts } = setUp();
    await ask('events a');
    clock.now += 10 * 60_000 - 1;
    await ask('events a');
    expect(counts.executions).toBe(1);
    clock.now += 1;
    await ask('events a');
    expect(counts.executions).toBe(2);
  });
});

describe('equal queries at the same time', () => {
  it('are executed once', async () => {
    const { ask, counts } = setUp();
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask('events a')));
    expect(counts.executions).toBe(1);
    expect(new Set(answers.map(({ result }) => JSON.stringify(result))).size).toBe(1);
  });

  it('are executed again once something has changed', async () => {
    const { ask, counts, feeds } = setUp();
    const first = ask('events a');
    feeds.haveChanged(['events']);
    expect((await ask('events a')).result).toEqual({ data: { number: 2 } });
    await first;
    expect(counts.executions).toBe(2);
  });

  it('fail together, and the next one is executed', async () => {
    const { ask, counts, answer } = setUp();
    answer(() => Promise.reject(new Error('broken')));
    const failures = await Promise.allSettled([ask('events a'), ask('events a')]);
    expect(failures.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    answer(() => ({ data: {}, errors: [] }));
    await ask('events a');
    expect(counts.executions).toBe(2);
  });

  it('are aborted only when the last client has gone', async () => {
    const { cache } = setUp();
    let aborted = false;
    let finish = () => {};
    const operation = {
      text: 'events a',
      variables: {},
      projection: 'one',
      isIntrospecting: false,
      async execute() {
        await new Promise<void>((resolve) => (finish = resolve));
        return { data: {} as never, errors: [] };
      },
      project: () => ({ data: {} }),
    };
    const [one, other] = [new AbortController(), new AbortController()];
    const join = ({ signal }: AbortController) =>
      cache.answer({
        operation,
        language: 'FR',
        fetch(all) {
          all.addEventListener('abort', () => (aborted = true));
          return async () => ({ data: {} });
        },
        present: (result) => result,
        signal,
      });
    const both = Promise.allSettled([join(one), join(other)]);
    one.abort();
    expect(aborted).toBe(false);
    other.abort();
    expect(aborted).toBe(true);
    finish();
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

it('keeps what fits into its bounds, whatever is asked', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 20_000, max: 400_000 }),
      fc.array(fc.record({ text: fc.nat(40), size: fc.nat(60_000), form: fc.nat(12), zips: fc.boolean() }), {
        maxLength: 80,
      }),
      async (maxBytes, asked) => {
        const { ask, cache, answer } = setUp({ maxBytes });
        for (const { text, size, form, zips } of asked) {
          answer(() => ({ data: { text: 'x'.repeat(size) }, errors: [] }));
          const { body } = await ask(`events ${text}`, { projection: String(form) });
          if (zips) await body?.compressed('gzip', async (bytes) => bytes);
          expect(cache.bytes).toBeLessThanOrEqual(maxBytes);
        }
      },
    ),
    runs(200, 20),
  );
});
