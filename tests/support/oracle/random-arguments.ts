import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import type { Random } from '../random/random.js';

/** Returns a function that draws arguments for any field of an invented graph. */
export function randomArguments(random: Random): (field: GraphQLField<unknown, unknown>) => string {
  return ({ args }) => {
    const given = args.filter(({ type }) => isNonNullType(type) || random.chance(0.4));
    return given.length
      ? `(${given.map(({ name, type }) => `${name}: ${literal(type, random, 2)}`).join(', ')})`
      : '';
  };
}

function literal(type: GraphQLInputType, random: Random, depth: number): string {
  if (!isNonNullType(type) && random.chance(0.1)) return 'null';
  const nullable = getNullableType<GraphQLInputType>(type);
  if (isListType(nullable)) {
    const items = Array.from({ length: random.below(3) }, () => literal(nullable.ofType, random, depth));
    return `[${items.join(', ')}]`;
  }
  if (isEnumType(nullable)) return random.pick(nullable.getValues()).name;
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields()).filter(
      ({ type: of }) => isNonNullType(of) || (depth > 0 && random.chance(0.4)),
    );
    return `{${fields.map((field) => `${field.name}: ${literal(field.type, random, depth - 1)}`).join(', ')}}`;
  }
  if (nullable.name === 'Int') return String(random.below(4));
  if (nullable.name === 'ID') return JSON.stringify(String(random.below(4)));
  if (nullable.name === 'Boolean') return String(random.chance(0.5));
  return random.pick(['"EUR"', '"é"', String.raw`"\u{E9}\n"`, '"""a block"""']);
}
