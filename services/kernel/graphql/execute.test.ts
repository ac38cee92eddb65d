import { expect, it } from '@jest/globals';
import { buildSchema, execute, parse } from 'graphql';
import { pino } from 'pino';
import { ANONYMOUS } from '../auth/index.js';
import { createExecutor } from './execute.js';

const sdl = `type Query { a: Int } type Mutation { must(number: Int!, fails: Boolean): Int! may(number: Int!, fails: Boolean): Int }`;

/** A schema whose mutations log their numbers. */
function logging(log: number[]) {
  const schema = buildSchema(sdl);
  for (const field of Object.values(schema.getMutationType()!.getFields()))
    field.resolve = async (_source, { number, fails }) => {
      await Promise.resolve();
      log.push(number);
      if (fails) throw new Error('fails');
      return number;
    };
  return schema;
}

it.each([
  ['all in their order', '{ a: must(number: 1) b: may(number: 2) c: must(number: 3) }', [1, 2, 3]],
  [
    'none after one that leaves nothing',
    '{ a: must(number: 1) b: must(number: 2, fails: true) c: must(number: 3) }',
    [1, 2],
  ],
  ['those after one that is null', '{ a: may(number: 1, fails: true) b: must(number: 2) }', [1, 2]],
])('executes mutations as graphql-js does: %s', async (_, selection, expected) => {
  const document = parse(`mutation ${selection}`);
  const [log, theirs]: number[][] = [[], []];
  const caller = { actor: ANONYMOUS, language: 'FR', requestId: 'test' } as const;
  const executor = createExecutor(logging(log!), pino({ level: 'silent' }));
  const { data, errors = [] } = await executor({ document, caller }, { caller } as never);
  const wanted = await execute({ schema: logging(theirs!), document });
  expect({ log, data, places: errors.map(({ path }) => path) }).toEqual({
    log: theirs,
    data: wanted.data,
    places: (wanted.errors ?? []).map(({ path }) => path),
  });
  expect(log).toEqual(expected);
});
