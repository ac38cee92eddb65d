import { DateScalar, DateTimeScalar, PartialDateScalar, TimeScalar, UrlScalar } from '#kernel/values';
import { CountryCodeScalar, InseeCodeScalar, PostalCodeScalar, SirenScalar } from '#vocabulary';
import {
  GraphQLError,
  buildASTSchema,
  isScalarType,
  type DocumentNode,
  type GraphQLScalarLiteralParser,
  type GraphQLScalarType,
  type GraphQLSchema,
} from 'graphql';

const SCALARS = [
  CountryCodeScalar,
  DateScalar,
  DateTimeScalar,
  InseeCodeScalar,
  PostalCodeScalar,
  PartialDateScalar,
  SirenScalar,
  TimeScalar,
  UrlScalar,
];

/** Builds the public schema with scalars that check their values: a supergraph knows them by name only. */
export function publicSchemaOf(
  api: DocumentNode,
  scalars: readonly GraphQLScalarType[] = SCALARS,
): GraphQLSchema {
  const schema = buildASTSchema(api, { assumeValid: true });
  for (const { name, parseValue, parseLiteral } of scalars) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, { parseValue, parseLiteral: withNode(parseLiteral) });
  }
  return schema;
}

/** Adds the literal to the errors of a scalar, which do not name it. */
function withNode(parseLiteral: GraphQLScalarLiteralParser<unknown>): GraphQLScalarLiteralParser<unknown> {
  return (node, variables) => {
    try {
      return parseLiteral(node, variables);
    } catch (error) {
      const { message, extensions } = error as GraphQLError;
      throw new GraphQLError(message, { nodes: [node], extensions });
    }
  };
}
