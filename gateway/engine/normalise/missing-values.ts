import {
  GraphQLError,
  getNullableType,
  isEnumType,
  isListType,
  isNonNullType,
  type GraphQLOutputType,
} from 'graphql';
import type { Path } from './client-errors.js';
import { selectionFor, type ObjectSelection, type PlannedField, type Selection } from './selection.js';

/** Returns an error for each value that is missing or unknown, unless another error explains it. */
export function missingValues(
  root: ObjectSelection,
  data: unknown,
  known: readonly GraphQLError[],
): GraphQLError[] {
  const found: GraphQLError[] = [];
  // An error explains a missing value at its place, around it, and below what it leaves null.
  const places = new Set<string>();
  const prefixes = new Set<string>();
  let explainsAll = false;
  const explain = (path: Path | undefined) => {
    if (!path) {
      explainsAll = true;
      return;
    }
    for (const prefix of prefixesOf(path)) prefixes.add(prefix);
    places.add(JSON.stringify(nulledBy(root, path)));
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

/** Returns the place that an error at this one leaves null: the nearest one around it that may be. */
function nulledBy(root: ObjectSelection, path: Path): Path {
  let nulled = 0;
  let selections: readonly Selection[] = [root];
  let type: GraphQLOutputType | undefined;
  for (const [at, part] of path.entries()) {
    if (typeof part === 'number') {
      const list = type && getNullableType(type);
      type = isListType(list) ? list.ofType : undefined;
    } else {
      const field = fieldNamed(part, selections);
      type = field?.definition.type;
      selections = field?.selection ? [field.selection] : [];
    }
    // Where the way is not known, as inside a scalar, the error explains no more than its own place.
    if (!type) return path;
    if (!isNonNullType(type)) nulled = at + 1;
  }
  return path.slice(0, nulled);
}

/** All alternatives have fields of one nullability under one key. */
function fieldNamed(key: string, selections: readonly Selection[]): PlannedField | undefined {
  return selections
    .flatMap((selection) =>
      selection.kind === 'OBJECT' ? [selection] : [selection.common, ...selection.byType.values()],
    )
    .flatMap(({ fields }) => fields)
    .find((field): field is PlannedField => field.kind === 'PLANNED' && field.responseKey === key);
}

/** The texts of a path and of all paths around it. */
function prefixesOf(path: Path): string[] {
  return [...path.keys(), path.length].map((end) => JSON.stringify(path.slice(0, end)));
}
