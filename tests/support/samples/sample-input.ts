import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';

/** Returns the value for a field of this name; undefined for any value. */
export type ValueFor = (name: string) => unknown;

const BY_TYPE: Record<string, unknown> = {
  String: 'sample',
  Int: 1,
  Float: 1,
  Boolean: true,
  Date: '2026-12-01',
  PartialDate: '2026',
  Time: '10:00',
  DateTime: '2026-12-01T10:00:00Z',
  URL: 'https://example.org/',
  CountryCode: 'BJ',
  InseeCode: '69123',
  PostalCode: '69001',
  Siren: '216901231',
  SIREN: '216901231',
};

/** A minimal value of a type. */
function sampleOf(type: GraphQLInputType, name: string, valueFor: ValueFor): unknown {
  const known = valueFor(name);
  if (known !== undefined) return known;
  const bare = getNullableType<GraphQLInputType>(type);
  if (isListType(bare)) return [sampleOf(bare.ofType, name, valueFor)];
  if (isEnumType(bare)) return bare.getValues()[0]!.name;
  if (isInputObjectType(bare))
    return Object.fromEntries(
      Object.values(bare.getFields())
        .filter(
          (field) =>
            (isNonNullType(field.type) && field.defaultValue === undefined) ||
            valueFor(field.name) !== undefined,
        )
        .map((field) => [field.name, sampleOf(field.type, field.name, valueFor)]),
    );
  const sample = BY_TYPE[String(bare)];
  return sample ?? 'sample';
}

/** Builds an operation with one root field and its required variables. */
export function operationFor(
  kind: 'query' | 'mutation' | 'subscription',
  field: GraphQLField<unknown, unknown>,
  valueFor: ValueFor = () => undefined,
): { query: string; variables: Record<string, unknown> } {
  const args = field.args.filter(
    ({ name, type, defaultValue }) =>
      (isNonNullType(type) && defaultValue === undefined) || valueFor(name) !== undefined,
  );
  const declared = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = args.map(({ name }) => `${name}: $${name}`).join(', ');
  const leaf = !('getFields' in namedOf(field)) && !('getTypes' in namedOf(field));
  return {
    query: `${kind} ${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${leaf ? '' : kind === 'mutation' ? '{ problems { code message } }' : '{ __typename }'} }`,
    variables: Object.fromEntries(args.map(({ name, type }) => [name, sampleOf(type, name, valueFor)])),
  };
}

function namedOf({ type }: GraphQLField<unknown, unknown>): object {
  let named: object = type;
  while ('ofType' in named) named = named.ofType as object;
  return named;
}
