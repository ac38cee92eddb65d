import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Refusal, problem } from '../errors/problems.js';
import { refuseAny, validateAll } from './validate-all.js';

const refused = async (work: () => unknown) => {
  try {
    await work();
  } catch (error) {
    return (error as Refusal).problems.map(({ code, field }) => [code, ...field]);
  }
  return [];
};
const throws = (...problems: ReturnType<typeof problem>[]) => {
  throw new Refusal(...problems);
};

describe('validateAll', () => {
  it('returns what the checks return, awaited', async () =>
    expect(await validateAll({ one: () => 1, two: async () => 'two' })).toEqual({ one: 1, two: 'two' }));

  it('refuses with the problems of all checks, nested ones too, in their order and each once', async () => {
    expect(
      await refused(() =>
        validateAll({
          one: () => throws(problem('NOTHING_TO_CHANGE')),
          fine: () => true,
          two: async () =>
            validateAll({ a: () => throws(problem('URL_INVALID', 'a'), problem('URL_INVALID', 'b')) }),
          again: () => throws(problem('URL_INVALID', 'a')),
        }),
      ),
    ).toEqual([['NOTHING_TO_CHANGE'], ['URL_INVALID', 'input', 'a'], ['URL_INVALID', 'input', 'b']]);
  });

  it('passes any other error on at once, and runs no check after it', async () => {
    let isReached = false;
    const fails = validateAll({
      one: () => {
        throw new TypeError('broken');
      },
      two: () => (isReached = true),
    });
    await expect(fails).rejects.toThrow('broken');
    expect(isReached).toBe(false);
  });
});

describe('refuseAny', () => {
  it('refuses with all that there are, and passes without any', async () => {
    expect(await refused(() => refuseAny([false, null, undefined]))).toEqual([]);
    expect(
      await refused(() => refuseAny([problem('NOTHING_TO_CHANGE'), false, problem('URL_INVALID')])),
    ).toEqual([['NOTHING_TO_CHANGE'], ['URL_INVALID']]);
  });
});
