import { GraphQLList, GraphQLNonNull, type GraphQLFieldConfigMap, type GraphQLScalarType } from 'graphql';
import type { Reader } from '../database/sql.js';
import { readCheckpoints } from './checkpoint.js';

/** Internal root field of a projecting subgraph: its checkpoints. */
export function checkpointFields(any: GraphQLScalarType): GraphQLFieldConfigMap<unknown, { reader: Reader }> {
  return {
    _positions: {
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(any))),
      resolve: (_root, _args, { reader }) => readCheckpoints(reader),
    },
  };
}
