import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats a read until a condition holds: feeds have a lag. @returns what was read last, after 20 s at the latest */
export async function until<Value>(
  look: () => Promise<Value>,
  holds: (value: Value) => boolean,
): Promise<Value> {
  const end = Date.now() + 20_000;
  for (;;) {
    const value = await look();
    if (holds(value) || Date.now() > end) return value;
    await sleep(100);
  }
}
