import type { Context } from '#kernel/context';
import { badUserInput, expected } from '#kernel/errors';
import {
  GraphQLFloat,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLFieldConfigMap,
  type GraphQLScalarType,
} from 'graphql';
import { grantForDevelopment, type DevelopmentGrant } from './development.js';
import type { Sum } from './spent-budget/spent-budget.store.js';
import type { Stores } from './stores.js';

/**
 * Internal root fields, which only the gateway can query: they are not in the public schema.
 * @param any scalar of untyped results
 */
export function internal(any: GraphQLScalarType): GraphQLFieldConfigMap<unknown, Context<Stores>> {
  const text = { type: GraphQLString };
  return {
    // Identity of an API key, or of a person of a token issuer.
    _identify: {
      type: new GraphQLNonNull(any),
      args: { keyHash: text, issuer: text, subject: text },
      resolve(_root, { keyHash, issuer, subject }: Record<string, string | undefined>, { stores }) {
        if (keyHash != null) return stores.identity.byKey(keyHash);
        if (issuer != null && subject != null) return stores.identity.byPrincipal(issuer, subject);
        throw badUserInput({ argument: 'keyHash', expected: expected('KEY_OR_PERSON') });
      },
    },
    // Permissions that somebody has now: jobs ask before they go on with what was asked for earlier.
    _granted: {
      type: any,
      args: { id: { type: new GraphQLNonNull(GraphQLString) }, credential: text },
      resolve: (_root, { id, credential }: { id: string; credential?: string | null }, { stores }) =>
        stores.identity.granted(id, credential ?? null),
    },
    // Revision of all permissions; it changes when a key or a grant is revoked or narrowed.
    _revision: {
      type: new GraphQLNonNull(GraphQLString),
      resolve: (_root, _args, { stores }) => stores.identity.revision(),
    },
    // Adds what a gateway has charged to clients to what others have.
    _spend: {
      type: new GraphQLNonNull(any),
      args: { sums: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(sumOf()))) } },
      resolve: (_root, { sums }: { sums: Sum[] }, { stores }) => stores.spentBudgets.add(sums),
    },
    _grantForDevelopment: {
      type: new GraphQLNonNull(any),
      args: {
        issuer: { type: new GraphQLNonNull(GraphQLString) },
        subject: { type: new GraphQLNonNull(GraphQLString) },
        name: { type: new GraphQLNonNull(GraphQLString) },
        role: text,
        of: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLString))) },
      },
      async resolve(_root, { role = null, ...grant }, { reader }) {
        await grantForDevelopment(reader, { ...grant, role } as DevelopmentGrant);
        return true;
      },
    },
  };
}

const sumOf = () =>
  new GraphQLInputObjectType({
    name: '_Sum',
    fields: {
      client: { type: new GraphQLNonNull(GraphQLString) },
      cost: { type: new GraphQLNonNull(GraphQLFloat) },
    },
  });
