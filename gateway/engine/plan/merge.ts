import type { Entity } from './plan-paths.js';

/**
 * Adds what a fetch returned to an object of the answer. Lists of objects are merged item by item; values that are no
 * objects, such as custom scalars, are replaced as a whole.
 */
export function merge(target: Entity, source: Entity): void {
  for (const key in source) {
    const from = source[key];
    const into = target[key];
    target[key] = into === undefined || into === null ? from : merged(into, from);
  }
}

function merged(into: unknown, from: unknown): unknown {
  if (!isObject(into) || !isObject(from)) return from ?? into;
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
  if (!isObject(value)) return value;
  if (Array.isArray(value)) return value.map(copyOf) as Value;
  const copy: Entity = {};
  for (const key in value) copy[key] = copyOf((value as Entity)[key]);
  return copy as Value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
