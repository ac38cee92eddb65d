import {
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { getMetadataStorage, type ClassType } from 'type-graphql';
import { argumentsConverter, valueConverter } from './compiled-arguments.js';

type Metadata = ReturnType<typeof getMetadataStorage>;
/** Query or field resolver as its decorators describe it. */
export type ResolverMethod = Metadata['queries'][number] | Metadata['fieldResolvers'][number];
type Parameter = NonNullable<ResolverMethod['params']>[number];
type Read = (root: any, args: any, context: any, info: GraphQLResolveInfo) => unknown;
type Instance = Record<string, (...values: unknown[]) => unknown>;

/**
 * Replaces the resolvers that type-graphql made by functions that know the parameters of each method: type-graphql sorts
 * them, looks up their classes and waits for the validation, which is off, at each call. A method that only type-graphql
 * can call keeps its resolver: see {@link compileResolver}.
 * @param resolvers classes from which the schema was built
 * @returns the number of fields that call compiled resolvers
 */
export function compileResolvers(schema: GraphQLSchema, resolvers: readonly Function[]): number {
  const storage = getMetadataStorage();
  const instances = new Map<Function, Instance>();
  const instanceOf = (target: Function) => {
    let instance = instances.get(target);
    if (!instance) instances.set(target, (instance = new (target as ClassType)() as Instance));
    return instance;
  };
  let compiled = 0;
  const replace = (typeName: string | undefined, method: ResolverMethod) => {
    const type = typeName === undefined ? undefined : schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[method.schemaName] : undefined;
    const resolve = field && compileResolver(method, instanceOf);
    if (!resolve) return;
    field.resolve = resolve;
    compiled += 1;
  };
  for (const query of storage.queries)
    if (resolvers.includes(query.target)) replace(schema.getQueryType()?.name, query);
  const taken = new Set<string>();
  for (const method of storage.fieldResolvers) {
    if (method.kind !== 'external' || !resolvers.includes(method.target)) continue;
    const owner = method.getObjectType?.();
    const typeName = storage.objectTypes.find(({ target }) => target === owner)?.name;
    const key = `${typeName}.${method.schemaName}`;
    // Of two methods for one field, type-graphql takes the first.
    if (!taken.has(key)) replace(typeName, method);
    taken.add(key);
  }
  return compiled;
}

/**
 * Function that calls a method as type-graphql does, without middleware, roles and validation.
 * @returns null for a method that has any of them, custom parameters, a converted root, or a class with state or a parent
 */
export function compileResolver(
  { target, methodName, params = [], middlewares = [], roles }: ResolverMethod,
  instanceOf: (target: Function) => Instance,
): GraphQLFieldResolver<unknown, unknown> | null {
  if (middlewares.length || roles || Object.getPrototypeOf(target) !== Function.prototype) return null;
  const reads: Read[] = [];
  for (const parameter of params.toSorted((one, other) => one.index - other.index)) {
    const read = readerOf(parameter);
    if (!read) return null;
    reads.push(read);
  }
  const instance = instanceOf(target);
  if (Object.keys(instance).length) return null;
  const [first, second, third] = reads;
  switch (reads.length) {
    case 0:
      return () => instance[methodName]!();
    case 1:
      return (root, args, context, info) => instance[methodName]!(first!(root, args, context, info));
    case 2:
      return (root, args, context, info) =>
        instance[methodName]!(first!(root, args, context, info), second!(root, args, context, info));
    case 3:
      return (root, args, context, info) =>
        instance[methodName]!(
          first!(root, args, context, info),
          second!(root, args, context, info),
          third!(root, args, context, info),
        );
    default:
      return (root, args, context, info) =>
        instance[methodName]!(...reads.map((read) => read(root, args, context, info)));
  }
}

/** Function that reads the value of a parameter; null for a kind that only type-graphql can read. */
function readerOf(parameter: Parameter): Read | null {
  switch (parameter.kind) {
    case 'context': {
      const { propertyName } = parameter;
      return propertyName === undefined
        ? (_root, _args, context) => context
        : (_root, _args, context) => context[propertyName];
    }
    case 'root': {
      const { propertyName } = parameter;
      if (parameter.getType) return null;
      return propertyName === undefined ? (root) => root : (root) => root[propertyName];
    }
    case 'info':
      return (_root, _args, _context, info) => info;
    case 'arg': {
      if (isValidated(parameter)) return null;
      const { name } = parameter;
      const convert = valueConverter(parameter.getType());
      return (_root, args) => convert(args[name]);
    }
    case 'args': {
      if (isValidated(parameter)) return null;
      const convert = argumentsConverter(parameter.getType());
      return convert && ((_root, args) => convert(args));
    }
    default:
      return null;
  }
}

const isValidated = ({ validateFn, validateSettings }: { validateFn: unknown; validateSettings: unknown }) =>
  validateFn !== undefined || validateSettings !== undefined;
