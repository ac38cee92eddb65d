import type { FlattenNodePathSegment } from '@graphql-hive/router-query-planner';
import type { TypeMembers } from './type-members.js';

// Paths of a query plan: to the objects in the answer so far that a fetch adds to.

export type PlanPath = readonly FlattenNodePathSegment[];
export type Entity = Record<string, unknown>;
export type ErrorPath = readonly (string | number)[];

/** Adds the objects at a path to a list. */
export type FindEntities = (data: unknown, found: Entity[]) => void;

/** Compiles a path into one function for each segment. */
export function compilePath(path: PlanPath, members: TypeMembers, index = 0): FindEntities {
  if (index === path.length) {
    const end: FindEntities = (value, found) => {
      if (Array.isArray(value)) for (const item of value) end(item, found);
      else if (isEntity(value)) found.push(value);
    };
    return end;
  }
  const next = compilePath(path, members, index + 1);
  const segment = path[index]!;
  if (segment === '@')
    return (value, found) => {
      if (Array.isArray(value)) for (const item of value) next(item, found);
    };
  const step = stepOf(segment, members);
  const walk: FindEntities = (value, found) => {
    if (Array.isArray(value)) for (const item of value) walk(item, found);
    else if (isEntity(value)) next(step(value), found);
  };
  return walk;
}

/** Returns the objects at a path with their places, for errors. */
export function placesAt(path: PlanPath, members: TypeMembers, root: unknown): Map<Entity, ErrorPath> {
  const found = new Map<Entity, ErrorPath>();
  const walk = (value: unknown, index: number, place: ErrorPath): void => {
    if (Array.isArray(value)) {
      const next = path[index] === '@' ? index + 1 : index;
      value.forEach((item, at) => walk(item, next, [...place, at]));
    } else if (isEntity(value)) {
      const segment = path[index];
      if (segment === undefined) found.set(value, place);
      else if (segment === '@') return;
      else {
        const below = 'Field' in segment ? [...place, segment.Field] : place;
        walk(stepOf(segment, members)(value), index + 1, below);
      }
    }
  };
  walk(root, 0, []);
  return found;
}

/** Returns the place that all objects at a path have in common: up to the first list. */
export function commonPlace(path: PlanPath): ErrorPath {
  const end = path.indexOf('@');
  return (end < 0 ? path : path.slice(0, end)).flatMap((segment) =>
    segment !== '@' && 'Field' in segment ? [segment.Field] : [],
  );
}

function stepOf(
  segment: Exclude<FlattenNodePathSegment, '@'>,
  members: TypeMembers,
): (value: Entity) => unknown {
  if ('Field' in segment) return (value) => value[segment.Field];
  const types = members.of(segment.TypeCondition);
  return (value) => (value.__typename === undefined || types.has(value.__typename) ? value : undefined);
}

function isEntity(value: unknown): value is Entity {
  return typeof value === 'object' && value !== null;
}
