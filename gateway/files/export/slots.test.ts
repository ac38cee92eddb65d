import { expect, it } from '@jest/globals';
import { Slots } from './slots.js';

it('gives a client four places, and leaves those of others free', () => {
  const slots = new Slots();
  const own = [1, 2, 3, 4].map(() => slots.take('a')!);
  expect(slots.take('a')).toBeUndefined();
  expect(slots.take('b')).toBeDefined();
  own[0]!.release();
  expect(slots.take('a')).toBeDefined();
});

it('has 64 places, of which those that wait aside take none', async () => {
  const slots = new Slots();
  const taken = Array.from({ length: 64 }, (_, index) => slots.take(`client ${index}`)!);
  expect(slots.take('another')).toBeUndefined();
  let end = () => {};
  const waiting = taken[0]!.aside(() => new Promise<void>((ended) => (end = ended)));
  expect(slots.take('another')).toBeDefined();
  expect(slots.take('a third')).toBeUndefined();
  end();
  await waiting;
  for (const slot of taken) slot.release();
  expect(slots.take('a third')).toBeDefined();
});
