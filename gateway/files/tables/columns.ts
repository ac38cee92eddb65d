import {
  GraphQLEnumType,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from 'graphql';

/** What a value is, for formats that distinguish. */
export type Kind = 'TEXT' | 'INTEGER' | 'NUMBER' | 'BOOLEAN' | 'DATE' | 'DATE_TIME' | 'TIME' | 'JSON';

/** Column of a table: one value of each row, or several. */
export interface Column {
  /** Segments of {@link path}, joined by `_`. */
  name: string;
  /** Names by which titles are found: those of the path, and the names of provenance. */
  words: readonly string[];
  /** Fields that lead to it from a row; empty for the link, which the gateway makes. */
  path: readonly string[];
  /** Whether a row has several values, in their order. */
  isList: boolean;
  kind: Kind;
  isRequired: boolean;
  /** Names of an enum, for a column that has no other values. */
  values?: readonly string[];
  /** Description of the field in the schema, in English with the French term. */
  description: string;
  /** Selection of the objects that a JSON column holds. */
  selection?: string;
}

/** Fields that no table has, by type, because other lists hold them or they only repeat others. */
const OMITTED: Readonly<Record<string, readonly string[]>> = {
  Authority: ['nextEvent', 'groupings'],
  CountryGroup: ['nextEvent', 'representedAuthorities'],
  Theme: ['ancestors', 'children', 'descendants'],
  Partnership: ['statements'],
  PartnershipDuplicate: [],
  Import: ['counts'],
};

/** Columns of `provenance`, which each row that has one ends with. */
const PROVENANCE: readonly (readonly [name: string, path: readonly string[]])[] = [
  ['source', ['provenance', 'source', 'title']],
  ['sourceUrl', ['provenance', 'source', 'url']],
  ['sourceLicence', ['provenance', 'source', 'licence']],
  ['asOf', ['provenance', 'asOf']],
  ['confidence', ['provenance', 'confidence']],
  ['updatedAt', ['provenance', 'updatedAt']],
];

const KINDS: Readonly<Record<string, Kind>> = {
  Int: 'INTEGER',
  Float: 'NUMBER',
  Boolean: 'BOOLEAN',
  Date: 'DATE',
  DateTime: 'DATE_TIME',
  LocalTime: 'TIME',
  JSONObject: 'JSON',
};
/** Fields by which a row names an entity of another type; those that the type has. */
const NAMING = ['siren', 'inseeCode', 'name', 'title', 'person', 'year', 'heldOn'];
/** Deepest objects of a JSON column. */
const MAX_DEPTH = 2;

/** Returns the columns of a type: its values, the entities that it names, and what its provenance says. */
export function columnsOf(type: GraphQLObjectType): Column[] {
  return [...valuesOf(type, []), ...provenanceOf(type), ...(isEntity(type) ? [linkColumn()] : [])];
}

function valuesOf(type: GraphQLObjectType, path: readonly string[]): Column[] {
  return selectable(type).flatMap((field): Column[] => {
    const named = getNamedType(field.type);
    const here = [...path, field.name];
    const isList = isListType(getNullableType(field.type));
    if (isLeafType(named)) return [leafColumn(field, named, here, isList)];
    if (!isObjectType(named) || isConnection(named)) return [];
    if (isEntity(named))
      return namingFields(named).map((inner) =>
        leafColumn(inner, getNamedType(inner.type) as GraphQLLeafType, [...here, inner.name], isList),
      );
    if (!isList && path.length < MAX_DEPTH) return valuesOf(named, here);
    const selection = selectionOf(named, MAX_DEPTH);
    return selection ? [{ ...columnOf(here, field.description), isList, kind: 'JSON', selection }] : [];
  });
}

function provenanceOf(type: GraphQLObjectType): Column[] {
  if (!type.getFields().provenance) return [];
  return PROVENANCE.map(([name, path]) => {
    let field: GraphQLField<unknown, unknown> | undefined;
    let at: GraphQLObjectType | undefined = type;
    for (const segment of path) {
      field = at!.getFields()[segment]!;
      const named: GraphQLNamedType = getNamedType(field.type);
      at = isObjectType(named) ? named : undefined;
    }
    const leaf = getNamedType(field!.type) as GraphQLLeafType;
    return { ...leafColumn(field!, leaf, path, false), name, words: [name] };
  });
}

const linkColumn = (): Column => ({
  ...columnOf(['link'], 'Permanent address of the row (lien permanent).'),
  path: [],
  isList: false,
  kind: 'TEXT',
  isRequired: true,
});

function leafColumn(
  field: GraphQLField<unknown, unknown>,
  leaf: GraphQLLeafType,
  path: readonly string[],
  isList: boolean,
): Column {
  return {
    ...columnOf(path, field.description),
    isList: isList || isListType(getNullableType(field.type)),
    kind: KINDS[leaf.name] ?? 'TEXT',
    isRequired: path.length === 1 && getNullableType(field.type) !== field.type,
    ...(leaf instanceof GraphQLEnumType ? { values: leaf.getValues().map(({ name }) => name) } : {}),
  };
}

const columnOf = (path: readonly string[], description: string | null | undefined) => ({
  name: path.join('_'),
  words: path,
  path,
  isRequired: false,
  description: description ?? '',
});

/** Fields that a table may show: nothing that needs an argument, a permission or is on its way out. */
const selectable = (type: GraphQLObjectType) =>
  Object.values(type.getFields()).filter(
    ({ name, args, deprecationReason, astNode }) =>
      name !== 'provenance' &&
      !OMITTED[type.name]?.includes(name) &&
      !deprecationReason &&
      !args.some(isRequiredArgument) &&
      !astNode?.directives?.some(({ name: { value } }) =>
        ['authenticated', 'requiresScopes'].includes(value),
      ),
  );

/** Fields by which an entity is named: its code where it has one, else its id, and its name. */
function namingFields(type: GraphQLObjectType) {
  const fields = type.getFields();
  const key = fields.code ? 'code' : 'id';
  return [key, ...NAMING].flatMap((name) => {
    const field = fields[name];
    return field && isLeafType(getNamedType(field.type)) ? [field] : [];
  });
}

/** Selection of a value object; undefined when nothing of it can be selected. */
function selectionOf(type: GraphQLObjectType, depth: number): string | undefined {
  const parts = selectable(type).flatMap((field) => {
    const named = getNamedType(field.type);
    if (isLeafType(named)) return [field.name];
    if (!isObjectType(named) || isConnection(named) || !depth) return [];
    const inner = isEntity(named)
      ? namingFields(named)
          .map(({ name }) => name)
          .join(' ')
      : selectionOf(named, depth - 1);
    return inner ? [`${field.name} { ${inner} }`] : [];
  });
  return parts.length ? parts.join(' ') : undefined;
}

const isConnection = ({ name }: GraphQLObjectType) => name.endsWith('Connection');
const isEntity = (type: GraphQLObjectType) => type.getInterfaces().some(({ name }) => name === 'Node');
