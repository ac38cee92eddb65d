import { describe, expect, it } from '@jest/globals';
import { compileResolver, type ResolverMethod } from '#kernel/graphql';
import * as allSubgraphs from '#subgraphs';
import fc from 'fast-check';
import { getMetadataStorage } from 'type-graphql';

/** What type-graphql does at each call; the package exports it to nobody. */
const { getParams } = (await import(
  new URL('../../../node_modules/type-graphql/build/esm/resolvers/helpers.js', import.meta.url).href
)) as { getParams(params: unknown[], call: object, validate: false, validateFn: undefined): unknown };

const subgraphs = Object.values(allSubgraphs);
for (const subgraph of subgraphs) subgraph.plainSchema(); // completes the metadata
const storage = getMetadataStorage();
const methods = [...storage.queries, ...storage.fieldResolvers];
const nameOf = ({ target, methodName }: ResolverMethod) => `${target.name}.${methodName}`;

interface Field {
  name: string;
  getType: () => unknown;
  typeOptions: { array?: boolean };
}
const kindOf = (kind: 'inputTypes' | 'argumentTypes', target: unknown) =>
  storage[kind].find((type) => type.target === target);

/** Fields of a class and its parents. */
function fieldsOf(kind: 'inputTypes' | 'argumentTypes', target: unknown): Field[] {
  const fields: Field[] = [];
  for (let type = target as Function; type?.prototype; type = Object.getPrototypeOf(type) as Function)
    fields.push(...((kindOf(kind, type)?.fields ?? []) as Field[]));
  return fields;
}

const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '"', "O'Brien", '\\', '{"a":[null,"b"]}', '1582-10-15', 'é\u0301'),
  fc.integer(),
  fc.constantFrom(-0, 1e300, Number.MAX_SAFE_INTEGER),
  fc.boolean(),
  fc.constantFrom(new Date(-8.64e15), new Date(8.64e15), new Date('2000-02-29T23:59:59.999Z')),
);

/** Values of a field: absent, null, lists and nested inputs down to some depth. */
function valueOf({ getType, typeOptions }: Field, depth: number): fc.Arbitrary<unknown> {
  const type = getType();
  const one = kindOf('inputTypes', type)
    ? depth
      ? objectOf(fieldsOf('inputTypes', type), depth - 1)
      : fc.constant({})
    : leaf;
  const some = typeOptions.array
    ? fc.array(fc.oneof({ weight: 5, arbitrary: one }, fc.constant(null)), { maxLength: 3 })
    : one;
  return fc.oneof({ weight: 4, arbitrary: some }, fc.constant(null), fc.constant(undefined));
}

const objectOf = (fields: readonly Field[], depth: number): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries(fields.map((field) => [field.name, valueOf(field, depth)])), {
    requiredKeys: [],
  });

/** Arguments of a method, in any order of their keys, some of them unknown. */
function argumentsOf(method: ResolverMethod): fc.Arbitrary<Record<string, unknown>> {
  const fields = (method.params ?? []).flatMap((parameter): Field[] =>
    parameter.kind === 'args'
      ? fieldsOf('argumentTypes', parameter.getType())
      : parameter.kind === 'arg'
        ? [parameter as Field]
        : [],
  );
  return objectOf(fields, 2).chain((args) =>
    fc.shuffledSubarray(Object.keys(args), { minLength: Object.keys(args).length }).map((keys) => ({
      ...Object.fromEntries(keys.map((key) => [key, args[key]])),
      unknown: 'not in the schema',
    })),
  );
}

/** Value with the classes and the order of the keys of all objects in it. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return [value.constructor.name, Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)])];
}

/** Values that the compiled resolver gives to the method. */
function compiledValues(method: ResolverMethod): (...call: unknown[]) => unknown[] {
  let given: unknown[] = [];
  const instance: object = Object.create({
    [method.methodName]: (...values: unknown[]) => (given = values),
  });
  const resolve = compileResolver(method, () => instance as never);
  return (root, args, context, info) => {
    resolve!(root, args, context, info as never);
    return given;
  };
}

describe('compiled resolvers', () => {
  it('are all queries and field resolvers', () => {
    expect(methods.length).toBeGreaterThan(200);
    const left = methods.filter((method) => compileResolver(method, () => ({})) === null).map(nameOf);
    expect(left).toEqual([]);
  });

  it.each(methods.map((method) => [nameOf(method), method] as const))(
    '%s gets what type-graphql gives it',
    async (_, method) => {
      const compiled = compiledValues(method);
      const [root, context, info] = [{ id: '1' }, { stores: {} }, { path: {} }];
      await fc.assert(
        fc.asyncProperty(argumentsOf(method), async (args) => {
          const call = { root, args, context, info };
          const plain = (await getParams([...method.params!], call, false, undefined)) as unknown[];
          const fast = compiled(root, args, context, info);
          expect(fast.length).toBe(plain.length);
          expect(fast.map(shapeOf)).toEqual(plain.map(shapeOf));
          for (const shared of [root, context, info])
            expect(fast.includes(shared)).toBe(plain.includes(shared));
        }),
        { numRuns: 10 },
      );
    },
  );
});
