import type { Hop, Step } from './walk.js';

/** A response, with its errors by path. */
export interface Answered {
  data: Record<string, any> | null | undefined;
  /** Codes by path, such as `p1.nodes.0.contact`. */
  codes: ReadonlyMap<string, string>;
}

/** An entity in a response, and its path. */
export interface Met {
  // Untyped, because tests read any field.
  object: any;
  at: string;
}

export function answered(body: { data?: any; errors?: { path?: unknown[]; extensions: any }[] }): Answered {
  return {
    data: body.data,
    codes: new Map(
      (body.errors ?? []).map(({ path, extensions }) => [(path ?? []).join('.'), String(extensions.code)]),
    ),
  };
}

/**
 * Reads the end of a hop from one entity: its value, or `Type:id` of each entity; a refusal is `!CODE`.
 * @param keys response keys of the steps
 * @param meets called with each entity at the end
 */
export function readHop(
  { object, at }: Met,
  { steps, to }: Hop,
  keys: readonly string[],
  codes: Answered['codes'],
  meets: (met: Met) => void = () => {},
): unknown {
  const nothing = (place: string) => (codes.has(place) ? `!${codes.get(place)}` : null);
  const step = (from: any, place: string, number: number): unknown => {
    const { isLeaf, isList } = steps[number]!;
    const value = from[keys[number]!];
    const here = `${place}${place && '.'}${keys[number]}`;
    if (value == null) return nothing(here);
    if (isLeaf) return value;
    const next = (item: any, where: string) => beyond(item, where, steps[number]!, number);
    return isList ? value.map((item: any, i: number) => next(item, `${here}.${i}`)) : next(value, here);
  };
  const beyond = (item: any, place: string, { hasId }: Step, number: number): unknown => {
    if (item == null) return nothing(place);
    if (number === steps.length - 1 && to !== null) {
      meets({ object: item, at: place });
      return `${item.__typename}:${item.id}`;
    }
    const inner = step(item, place, number + 1);
    return hasId ? [item.id, inner] : inner;
  };
  return step(object, at, 0);
}
