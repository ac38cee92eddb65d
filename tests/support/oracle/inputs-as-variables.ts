import { Kind, getNamedType, parse, print, valueFromASTUntyped, visit, type DocumentNode } from 'graphql';
import type { GraphQLSchema, VariableDefinitionNode } from 'graphql';

/** Returns a mutation whose literal inputs are variables: equal ones are one variable, so that fields merge as before. */
export function inputsAsVariables(
  { schema, text }: { schema: GraphQLSchema; text: string },
  variables: Readonly<Record<string, unknown>>,
): { text: string; variables: Record<string, unknown> } {
  const mutations = schema.getMutationType()!.getFields();
  const found = new Map<string, { name: string; type: string; value: unknown }>();
  const replaced: DocumentNode = visit(parse(text, { noLocation: true }), {
    Field(field) {
      const argument = mutations[field.name.value]?.args.find(({ name }) => name === 'input');
      const input = field.arguments?.find(({ name }) => name.value === 'input');
      if (!argument || input?.value.kind !== Kind.OBJECT) return undefined;
      const key = `${getNamedType(argument.type).name} ${print(input.value)}`;
      const known = found.get(key) ?? {
        name: `input${found.size}`,
        type: String(argument.type),
        value: valueFromASTUntyped(input.value),
      };
      found.set(key, known);
      const value = { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: known.name } } as const;
      return { ...field, arguments: [{ ...input, value }] };
    },
  });
  const declared = [...found.values()].map(({ name, type }) => definitionOf(name, type));
  const document = visit(replaced, {
    OperationDefinition: (operation) => ({
      ...operation,
      variableDefinitions: [...(operation.variableDefinitions ?? []), ...declared],
    }),
  });
  const more = Object.fromEntries([...found.values()].map(({ name, value }) => [name, value]));
  return { text: print(document), variables: { ...variables, ...more } };
}

function definitionOf(name: string, type: string): VariableDefinitionNode {
  const [operation] = parse(`query ($${name}: ${type}) { __typename }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`${type} is no type`);
  return operation.variableDefinitions![0]!;
}
