import { GraphQLNonNull, type GraphQLFieldConfigMap, type GraphQLScalarType } from 'graphql';
import type { Context } from '../context/context.js';
import { typeTag } from '../values/ids.js';
import { liveChanges } from './live-changes.js';

/**
 * Internal subscription field behind the gateway's `entityChanged`: changes of some entities of this subgraph. Changes of a
 * private entity are delivered when the subscriber can load it by its reference.
 * @param types entities of the subgraph
 * @param find loads an entity by its reference; null when the caller may not see it
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
        const watched = new Set(ids as string[]);
        const tags = new Set([...watched].map((id) => id.slice(0, 4)));
        return liveChanges(context, {
          types: types.filter((type) => tags.has(typeTag(type))),
          after: after as string | undefined,
          private: true,
          wants: async (change, now) =>
            watched.has(change.entityId) &&
            (!change.private || (await find(change.type, change.entityId, now)) !== null),
        });
      },
      resolve: (change) => change,
    },
  };
}
