import { GraphQLError, type ASTNode } from 'graphql';
import { selectionFor, type ObjectSelection, type Selection } from './selection.js';

// Errors of a normalised operation, at the places of the client's operation.

export type Path = readonly (string | number)[];

/** Where a part of the normalised answer stands in the client's answer. */
interface Place {
  selection: Selection | undefined;
  path: Path;
  data: unknown;
  node: ASTNode | undefined;
  /** Set inside a scalar, or in what the planner selects for itself: the path goes no deeper. */
  isEnd?: boolean;
}

/** Returns the errors that a client gets: one for each of its places that an error of the engine concerns. */
export function clientErrors(
  root: ObjectSelection,
  data: unknown,
  errors: readonly GraphQLError[],
): GraphQLError[] {
  const found = new Map<string, GraphQLError>();
  for (const error of errors) {
    const places = error.path ? placesOf(root, error.path, data) : [undefined];
    for (const place of places) {
      const key = JSON.stringify([error.message, place?.path]);
      if (!found.has(key)) found.set(key, errorAt(error, place?.path, place?.node));
    }
  }
  return [...found.values()];
}

function errorAt(
  { message, originalError, extensions }: GraphQLError,
  path: Path | undefined,
  node: ASTNode | undefined,
): GraphQLError {
  return new GraphQLError(message, {
    ...(node ? { nodes: [node] } : {}),
    ...(path ? { path } : {}),
    ...(originalError ? { originalError } : {}),
    extensions,
  });
}

/** Returns the places of the client's answer that hold what stands at a path of the normalised answer. */
function placesOf(root: ObjectSelection, path: Path, data: unknown): Place[] {
  let places: Place[] = [{ selection: root, path: [], data, node: undefined }];
  for (const part of path) places = places.flatMap((place) => placesBelow(place, part));
  return places;
}

function placesBelow(place: Place, part: string | number): Place[] {
  const { selection, path, data, isEnd } = place;
  const below = (data as Record<string | number, unknown> | null | undefined)?.[part];
  if (isEnd) return [place];
  if (typeof part === 'number') return [{ ...place, path: [...path, part], data: below }];
  if (!selection) return [{ ...place, isEnd: true }];
  const found = new Map<string, Place>();
  for (const { fields } of alternativesFor(selection, data)) {
    for (const field of fields) {
      if (field.kind !== 'PLANNED' || field.key !== part || found.has(field.responseKey)) continue;
      found.set(field.responseKey, {
        selection: field.selection,
        path: [...path, field.responseKey],
        data: below,
        node: field.nodes[0],
      });
    }
  }
  return found.size ? [...found.values()] : [{ ...place, isEnd: true }];
}

/** Returns the selection of an object; all alternatives where its type is not known, because it is missing. */
function alternativesFor(selection: Selection, data: unknown): readonly ObjectSelection[] {
  if (selection.kind === 'OBJECT') return [selection];
  const own = selectionFor(selection, (data as { __typename?: unknown } | null | undefined)?.__typename);
  return own ? [own] : [selection.common, ...selection.byType.values()];
}
