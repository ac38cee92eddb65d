import { Kind, type ConstDirectiveNode, type ConstValueNode, type DocumentNode } from 'graphql';

/** Size of a list, as `@listSize` says. */
export interface ListSize {
  /** Arguments of which one is the number of items. */
  slicingArguments: readonly string[];
  /** Number of items when none of these is there. */
  assumedSize: number | undefined;
}

/** What a supergraph says of the cost of a field. */
export interface FieldCost {
  /** `@cost(weight:)`: what the field costs once, beside the objects that it holds. */
  weight: number;
  list: ListSize | undefined;
}

/** Costs of fields by coordinate, such as `Query.statistics`. */
export type FieldCosts = ReadonlyMap<string, FieldCost>;

export const NO_COSTS: FieldCosts = new Map();

/** Reads `@cost` and `@listSize` of a supergraph; the public schema leaves them out. */
export function costsIn(supergraph: DocumentNode): FieldCosts {
  const costs = new Map<string, FieldCost>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION)
      continue;
    for (const { name, directives = [] } of definition.fields ?? []) {
      const weight = directives.find((directive) => directive.name.value === 'cost');
      const list = directives.find((directive) => directive.name.value === 'listSize');
      if (!weight && !list) continue;
      costs.set(`${definition.name.value}.${name.value}`, {
        weight: numberIn(weight, 'weight') ?? 0,
        list: list && {
          slicingArguments: textsIn(list, 'slicingArguments'),
          assumedSize: numberIn(list, 'assumedSize'),
        },
      });
    }
  }
  return costs;
}

const valueOf = (directive: ConstDirectiveNode | undefined, name: string): ConstValueNode | undefined =>
  directive?.arguments?.find((argument) => argument.name.value === name)?.value;

function numberIn(directive: ConstDirectiveNode | undefined, name: string): number | undefined {
  const value = valueOf(directive, name);
  return value?.kind === Kind.INT ? Number(value.value) : undefined;
}

function textsIn(directive: ConstDirectiveNode, name: string): string[] {
  const value = valueOf(directive, name);
  const items = value?.kind === Kind.LIST ? value.values : [];
  return items.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : []));
}
