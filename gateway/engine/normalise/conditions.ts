import { Kind, type DocumentNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { fragmentsOf, type Conditions } from './collect-fields.js';

/** Variable of `@skip` or `@include`, with its default. */
export interface ConditionVariable {
  name: string;
  defaultValue: boolean | undefined;
}

/** Returns the variables that the conditions of an operation use, in the order of their first use. */
export function conditionVariables(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ConditionVariable[] {
  const names = new Set<string>();
  const spread = new Set<string>();
  const fragments = fragmentsOf(document);
  const look = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      for (const { name, arguments: args } of selection.directives ?? []) {
        if (name.value !== 'skip' && name.value !== 'include') continue;
        const value = args?.[0]?.value;
        if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
      }
      if (selection.kind !== Kind.FRAGMENT_SPREAD) {
        if (selection.selectionSet) look(selection.selectionSet);
        continue;
      }
      const name = selection.name.value;
      const fragment = spread.has(name) ? undefined : fragments.get(name);
      spread.add(name);
      if (fragment) look(fragment.selectionSet);
    }
  };
  look(operation.selectionSet);
  return [...names].map((name) => {
    const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
    const value = definition?.defaultValue;
    return { name, defaultValue: value?.kind === Kind.BOOLEAN ? value.value : undefined };
  });
}

/** A variable of `@skip` or `@include` without a value. */
export class ConditionError extends Error {
  override readonly name = 'ConditionError';

  constructor(readonly variable: string) {
    super(`the condition ${variable} has no value`);
  }
}

/** @throws ConditionError */
export function conditionsIn(
  variables: readonly ConditionVariable[],
  values: Readonly<Record<string, unknown>>,
): Conditions {
  return Object.fromEntries(
    variables.map(({ name, defaultValue }) => {
      const given = Object.hasOwn(values, name) ? values[name] : undefined;
      const value = given === undefined ? defaultValue : given;
      if (typeof value === 'boolean') return [name, value];
      throw new ConditionError(name);
    }),
  );
}
