import type { Entity } from './plan-paths.js';

/**
 * Adds what a fetch returned to an object of the answer. Objects are merged key by key, lists of one length item by item;
 * any other value replaces the one before.
 */
export function merge(target: Entity, source: Entity): void {
  for (const key in source) {
    const from = source[key];
    const into = target[key];
    target[key] = into === undefined || into === null ? from : merged(into, from);
  }
}

function merged(into: unknown, from: unknown): unknown {
  if (!isContainer(into) || !isContainer(from)) return from ?? into;
  if (!Array.isArray(into) && !Array.isArray(from)) {
    merge(into as Entity, from as Entity);
    return into;
  }
  if (!Array.isArray(into) || !Array.isArray(from) || into.length !== from.length) return from;
  for (let index = 0; index < into.length; index += 1) into[index] = merged(into[index], from[index]);
  return into as unknown;
}

/** Copies objects and lists: two places of the answer must not share what later fetches add to. */
export function copyOf<Value>(value: Value): Value {
  if (!isContainer(value)) return value;
  if (Array.isArray(value)) return value.map(copyOf) as Value;
  const copy: Entity = {};
  for (const key in value) copy[key] = copyOf((value as Entity)[key]);
  return copy as Value;
}

/** Whether a value is a list or a plain object; a scalar may be an object of another kind, such as a Date. */
function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
