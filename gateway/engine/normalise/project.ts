import { isAbstractType, isEnumType, isListType, isNonNullType, type GraphQLOutputType } from 'graphql';
import { selectionFor, type ObjectSelection, type SelectedField, type Selection } from './selection.js';

// The answer to a normalised operation, as the client wrote the operation.

export type Data = Record<string, unknown>;

/** State of one projection. */
export interface Projection {
  /** Results of introspection, by response key. */
  introspected: Readonly<Data> | undefined;
  /** Set when a null stood where none may be, so that errors must be sought. */
  hasMissing: boolean;
}

/** Turns the normalised data of an object into the client's; null when a null propagates to it. */
export type Project = (data: unknown, projection: Projection) => Data | null;
type Complete = (value: unknown, projection: Projection, parent: Data) => unknown;

/** A null in a non-null place, which the place around it becomes. */
const PROPAGATE = Symbol('null in a non-null place');

/** Compiles a selection once; the result serves all answers. */
export function compileProjection(selection: Selection): Project {
  if (selection.kind === 'OBJECT') return compileObject(selection);
  const compiled = new Map<ObjectSelection, Project>();
  const byType = new Map<string, Project>();
  for (const name of selection.possibleTypes) {
    const own = selectionFor(selection, name)!;
    const project = compiled.get(own) ?? compileObject(own);
    compiled.set(own, project);
    byType.set(name, project);
  }
  return (data, projection) => {
    if (!isData(data)) return null;
    return byType.get(data.__typename as string)?.(data, projection) ?? null;
  };
}

function compileObject({ fields, type }: ObjectSelection): Project {
  const hasTypename = isAbstractType(type);
  const responseKeys = fields.map(({ responseKey }) => responseKey);
  const keys = fields.map((field) => (field.kind === 'PLANNED' ? field.key : ''));
  const completers = fields.map((field) => completerOf(field, hasTypename ? undefined : type.name));
  // Assigning to this name would set the prototype.
  const set = responseKeys.includes('__proto__') ? define : assign;
  return (data, projection) => {
    if (!isData(data)) return null;
    const projected: Data = {};
    for (let index = 0; index < completers.length; index += 1) {
      const value = completers[index]!(data[keys[index]!], projection, data);
      if (value === PROPAGATE) return null;
      set(projected, responseKeys[index]!, value);
    }
    return projected;
  };
}

/** @param typename of the object, when it is known */
function completerOf(field: SelectedField, typename: string | undefined): Complete {
  if (field.kind === 'TYPENAME')
    return typename === undefined ? (_value, _projection, parent) => parent.__typename : () => typename;
  if (field.kind === 'INTROSPECTION')
    return (_value, { introspected }) => introspected?.[field.responseKey] ?? null;
  return valueCompleter(field.definition.type, field.selection && compileProjection(field.selection));
}

function valueCompleter(type: GraphQLOutputType, project: Project | undefined): Complete {
  if (isNonNullType(type)) {
    const complete = valueCompleter(type.ofType, project);
    return (value, projection, parent) => {
      const completed = complete(value, projection, parent);
      if (completed !== null) return completed;
      projection.hasMissing = true;
      return PROPAGATE;
    };
  }
  if (isListType(type)) {
    const complete = valueCompleter(type.ofType, project);
    return (value, projection, parent) => {
      if (!Array.isArray(value)) return null;
      const items: unknown[] = [];
      for (const given of value) {
        const item = complete(given, projection, parent);
        if (item === PROPAGATE) return null;
        items.push(item);
      }
      return items;
    };
  }
  if (project) return project;
  if (isEnumType(type)) {
    // A value that the public schema hides.
    const known = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value, projection) => {
      if (value === null || value === undefined || known.has(value)) return value ?? null;
      projection.hasMissing = true;
      return null;
    };
  }
  return (value) => (value === undefined ? null : value);
}

const assign = (target: Data, key: string, value: unknown): void => void (target[key] = value);

const define = (target: Data, key: string, value: unknown): void =>
  void Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null;
}
