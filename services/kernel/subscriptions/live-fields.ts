import { GraphQLNonNull, type GraphQLFieldConfigMap, type GraphQLScalarType } from 'graphql';
import type { Context } from '../context/context.js';
import { typeTag } from '../values/ids.js';
import { liveChanges } from './live-changes.js';

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
