import {
  getNamedType,
  isObjectType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { columnsOf, type Column } from './columns.js';
import { selectionFor } from './selection.js';

/** Root connection of the schema, as a table. */
export interface List {
  /** Its field of Query, which is also the name of its files. */
  name: string;
  /** Type of its rows. */
  type: string;
  columns: readonly Column[];
  /** Arguments beside those of pages: `filter`, `orderBy` and others of its own. */
  args: readonly GraphQLArgument[];
  /** Whether the graph counts its rows. */
  isCounted: boolean;
  /** Permissions of which a caller needs one, or `authenticated`; empty for a list that everybody may read. */
  needs: readonly string[];
  description: string;
}

const PAGE_ARGUMENTS = new Set(['first', 'after', 'last', 'before']);

/** Returns the root connections of the public schema, by name. */
export function listsOf(schema: GraphQLSchema): Map<string, List> {
  const lists = Object.values(schema.getQueryType()!.getFields()).flatMap((field) => {
    const list = listOf(field);
    return list ? [[list.name, list] as const] : [];
  });
  return new Map(lists.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function listOf(field: GraphQLField<unknown, unknown>): List | undefined {
  const connection = getNamedType(field.type);
  if (!isObjectType(connection) || !connection.name.endsWith('Connection')) return undefined;
  const nodes = connection.getFields().nodes;
  const type = nodes && getNamedType(nodes.type);
  if (!isObjectType(type)) return undefined;
  return {
    name: field.name,
    type: type.name,
    columns: columnsOf(type),
    args: field.args.filter(({ name }) => !PAGE_ARGUMENTS.has(name)),
    isCounted: 'totalCount' in connection.getFields(),
    needs: needsOf(field),
    description: field.description ?? '',
  };
}

function needsOf({ astNode }: GraphQLField<unknown, unknown>): string[] {
  return (astNode?.directives ?? []).flatMap(({ name, arguments: values = [] }) => {
    if (name.value === 'authenticated') return ['authenticated'];
    if (name.value !== 'requiresScopes') return [];
    const [scopes] = values;
    // Each inner list names scopes that are needed together; this graph has one in each.
    return scopes?.value.kind === 'ListValue'
      ? scopes.value.values.flatMap((all) =>
          all.kind === 'ListValue'
            ? [all.values.map((scope) => (scope.kind === 'StringValue' ? scope.value : '')).join(' + ')]
            : [],
        )
      : [];
  });
}

/** Whether everybody may read a list, and it needs no argument: the public data set is made of these. */
export const isPublic = ({ needs, args }: List): boolean => !needs.length && !args.some(isRequiredArgument);

/**
 * Returns the operation that reads a page of a list, or counts its rows.
 * @param withCursors whether each row comes with its cursor
 */
export function operationOf(list: List, columns: readonly Column[] | 'COUNT', withCursors = false): string {
  const declared = list.args.map(({ name, type }) => `, $${name}: ${String(type)}`).join('');
  const passed = list.args.map(({ name }) => `, ${name}: $${name}`).join('');
  if (columns === 'COUNT') {
    const counted = passed ? `(${passed.slice(2)})` : '';
    return `query Count${declared && `(${declared.slice(2)})`} { page: ${list.name}${counted} { totalCount } }`;
  }
  const row = selectionFor(columns) || '__typename';
  const rows = withCursors ? `edges { cursor node { ${row} } }` : `nodes { ${row} }`;
  return `query Export($first: Int!, $after: String${declared}) { page: ${list.name}(first: $first, after: $after${passed}) { ${rows} pageInfo { hasNextPage endCursor } } }`;
}
