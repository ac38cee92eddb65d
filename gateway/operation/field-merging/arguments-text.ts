import { Kind, print, type FieldNode, type ValueNode } from 'graphql';

/** Returns the arguments of a field as text that does not depend on their order. */
export function argumentsText({ arguments: args }: FieldNode): string {
  if (!args?.length) return '';
  return args
    .map(({ name, value }) => `${name.value}:${valueText(value)}`)
    .sort()
    .join();
}

/** Returns a value as text that does not depend on the order of its fields; a block string is not the same as another one. */
function valueText(value: ValueNode): string {
  if (value.kind === Kind.LIST) return `[${value.values.map(valueText).join()}]`;
  if (value.kind !== Kind.OBJECT) return print(value);
  const fields = value.fields.map(({ name, value: inner }) => `${name.value}:${valueText(inner)}`);
  return `{${fields.sort().join()}}`;
}
