import {
  GraphQLBoolean,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLFieldConfigMap,
  type GraphQLScalarType,
} from 'graphql';
import { readChanges, readFeedState, type FeedPosition } from './outbox.js';
import { readPositions } from '../projections/checkpoint.js';
import { typeTag } from '../values/ids.js';
import { liveChanges } from '../subscriptions/live-changes.js';
import type { Reader } from '../database/sql.js';
import type { Context } from '../subgraph/subgraph.js';

type Fields = GraphQLFieldConfigMap<unknown, { reader: Reader }>;

/** Root fields for the gateway and for followers, of a subgraph with a feed; the public sees `changes`, never these. */
export function feedFields(any: GraphQLScalarType): Fields {
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
          (after as FeedPosition | undefined) ?? null,
          (types as string[] | undefined) ?? null,
          (since as string | undefined) ?? null,
          first as number,
          fields === true,
        ),
    },
    // For metrics and for the progress of those who read a feed from its start.
    _feed: {
      type: new GraphQLNonNull(any),
      args: { after: { type: any } },
      resolve: (_root, { after }, { reader }) =>
        readFeedState(reader, (after as FeedPosition | undefined) ?? null),
    },
  };
}

/**
 * What `subscribe` of the gateway's `entityChanged` follows: the changes of some things of this subgraph. What is not for
 * everybody is told to who finds it by its reference.
 * @param types entities of the subgraph; @param find a thing by its reference, null for who may not see it
 */
export function liveFields(
  any: GraphQLScalarType,
  types: readonly string[],
  find: (type: string, id: string, context: Context<unknown>) => Promise<object | null> | object | null,
): GraphQLFieldConfigMap<unknown, Context<unknown>> {
  return {
    _changed: {
      type: new GraphQLNonNull(any),
      args: { ids: { type: new GraphQLNonNull(any) }, after: { type: any } },
      subscribe: (_root, { ids, after }, context) => {
        const wanted = new Set(ids as string[]);
        const tags = new Set([...wanted].map((id) => id.slice(0, 4)));
        return liveChanges(context, {
          types: types.filter((type) => tags.has(typeTag(type))),
          after: after as string | undefined,
          private: true,
          wants: async (change, now) =>
            wanted.has(change.entityId) &&
            (!change.private || (await find(change.type, change.entityId, now)) !== null),
        });
      },
      resolve: (change) => change,
    },
  };
}

/** Of whoever follows feeds of others: where it stands in them. */
export function positionFields(any: GraphQLScalarType): Fields {
  return {
    _positions: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(any))),
      resolve: (_root, _args, { reader }) => readPositions(reader),
    },
  };
}
