import {
  GraphQLBoolean,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLFieldConfigMap,
  type GraphQLScalarType,
} from 'graphql';
import { readChanges, readChangesUpTo, readOutboxState, type OutboxPosition } from './outbox.js';
import type { Reader } from '../database/sql.js';

type Fields = GraphQLFieldConfigMap<unknown, { reader: Reader }>;

/** Internal root fields of a subgraph with an outbox, for the gateway and for projectors; the public field is `changes`. */
export function outboxFields(any: GraphQLScalarType): Fields {
  return {
    _changes: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(any))),
      args: {
        after: { type: any },
        types: { type: new GraphQLList(new GraphQLNonNull(GraphQLString)) },
        since: { type: GraphQLString },
        first: { type: new GraphQLNonNull(GraphQLInt) },
        fields: { type: GraphQLBoolean },
      },
      resolve: (_root, { after, types, since, first, fields }, { reader }) =>
        readChanges(
          reader,
          (after as OutboxPosition | undefined) ?? null,
          (types as string[] | undefined) ?? null,
          (since as string | undefined) ?? null,
          first as number,
          fields === true,
        ),
    },
    _changesUpTo: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(any))),
      args: {
        upTo: { type: new GraphQLNonNull(any) },
        types: { type: new GraphQLList(new GraphQLNonNull(GraphQLString)) },
        since: { type: GraphQLString },
        last: { type: new GraphQLNonNull(GraphQLInt) },
      },
      resolve: (_root, { upTo, types, since, last }, { reader }) =>
        readChangesUpTo(
          reader,
          upTo as OutboxPosition,
          (types as string[] | undefined) ?? null,
          (since as string | undefined) ?? null,
          last as number,
        ),
    },
    // For metrics, and for the progress of projectors that read an outbox from its start.
    _feed: {
      type: new GraphQLNonNull(any),
      args: { after: { type: any } },
      resolve: (_root, { after }, { reader }) =>
        readOutboxState(reader, (after as OutboxPosition | undefined) ?? null),
    },
  };
}
