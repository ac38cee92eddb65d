import {
  GraphQLError,
  isEnumType,
  isListType,
  isNonNullType,
  type ASTNode,
  type GraphQLOutputType,
} from 'graphql';
import { selectionFor, type ObjectSelection, type PlannedField, type Selection } from './selection.js';

// Errors of a normalised operation, at the places of the client's operation.

type Path = readonly (string | number)[];

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

/** Returns an error for each value that is missing or unknown, unless another error explains it. */
export function missingValues(
  root: ObjectSelection,
  data: unknown,
  known: readonly GraphQLError[],
): GraphQLError[] {
  const found: GraphQLError[] = [];
  // An error explains a missing value at its place, around it, and below it.
  const places = new Set<string>();
  const prefixes = new Set<string>();
  let explainsAll = false;
  const explain = (path: Path | undefined) => {
    if (!path) explainsAll = true;
    else for (const prefix of prefixesOf(path)) prefixes.add(prefix);
    if (path) places.add(JSON.stringify(path));
  };
  for (const { path } of known) explain(path);
  const isExplained = (path: Path) =>
    explainsAll ||
    prefixes.has(JSON.stringify(path)) ||
    prefixesOf(path).some((prefix) => places.has(prefix));
  const report = ({ parent, name, nodes }: PlannedField, path: Path, problem: string) => {
    if (isExplained(path)) return;
    const message = `${problem} ${parent.name}.${name}.`;
    found.push(new GraphQLError(message, { nodes: nodes[0]!, path }));
    explain(path);
  };
  const checkValue = (type: GraphQLOutputType, value: unknown, field: PlannedField, path: Path): void => {
    const isRequired = isNonNullType(type);
    const nullable = isRequired ? type.ofType : type;
    if (value === null || value === undefined) {
      if (isRequired) report(field, path, 'Cannot return null for non-nullable field');
    } else if (isListType(nullable)) {
      if (Array.isArray(value))
        value.forEach((item, index) => checkValue(nullable.ofType, item, field, [...path, index]));
    } else if (field.selection) checkObject(field.selection, value, path);
    else if (isEnumType(nullable) && !nullable.getValue(String(value)))
      report(field, path, 'The public schema has no such value of');
  };
  const checkObject = (selection: Selection, object: unknown, path: Path): void => {
    const own = selectionFor(selection, (object as { __typename?: unknown }).__typename);
    for (const field of own?.fields ?? [])
      if (field.kind === 'PLANNED')
        checkValue(field.definition.type, (object as Record<string, unknown>)[field.key], field, [
          ...path,
          field.responseKey,
        ]);
  };
  checkObject(root, data, []);
  return found;
}

/** The texts of a path and of all paths around it. */
function prefixesOf(path: Path): string[] {
  return [...path.keys(), path.length].map((end) => JSON.stringify(path.slice(0, end)));
}
