import type { ErrorCode } from '#kernel/errors';
import {
  validate,
  visit,
  type DocumentNode,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  type ValidationRule,
  type ValueNode,
} from 'graphql';
import { literal } from './given-value.js';
import { textErrors } from './texts.js';
import { MAX_ERRORS, errorOfWrongValue } from './value-errors.js';
import { wrongValues } from './wrong-values.js';

/**
 * Rule of validation in place of "Values of Correct Type" of graphql-js: it finds the same, and its errors name the place
 * and what is expected there.
 */
export function literalsRule(showsSchema: boolean, code: ErrorCode): ValidationRule {
  return (context) => {
    let left = MAX_ERRORS;
    const check = (
      node: ValueNode,
      type: GraphQLInputType | null | undefined,
      name: string,
      variable?: string,
    ): void => {
      if (!type) return;
      for (const wrong of wrongValues(literal(node), type, [name])) {
        if (left-- <= 0) return;
        context.reportError(errorOfWrongValue(wrong, { variable, showsSchema, code }));
      }
    };
    return {
      Argument: ({ name, value }) => check(value, context.getArgument()?.type, name.value),
      VariableDefinition: {
        enter({ variable: { name }, defaultValue }) {
          if (defaultValue) check(defaultValue, context.getInputType(), name.value, name.value);
        },
      },
    };
  };
}

/** Literal errors by document: they do not depend on the variables. */
const checked = new WeakMap<DocumentNode, GraphQLError[]>();

/** Returns errors of the literals in a valid document: texts, and scalars that check their values. */
export function literalErrors(
  document: DocumentNode,
  schema: GraphQLSchema,
  showsSchema: boolean,
): GraphQLError[] {
  const known = checked.get(document);
  if (known) return known;
  const rule = literalsRule(showsSchema, 'BAD_USER_INPUT');
  const errors = [...textsIn(document), ...validate(schema, document, [rule])].slice(0, MAX_ERRORS);
  checked.set(document, errors);
  return errors;
}

function textsIn(document: DocumentNode): GraphQLError[] {
  const errors: GraphQLError[] = [];
  visit(document, {
    Argument: ({ name, value }) =>
      void errors.push(
        ...textErrors(literal(value), { path: [name.value], variable: undefined, node: value }),
      ),
    VariableDefinition: ({ variable: { name }, defaultValue: node }) => {
      if (node) errors.push(...textErrors(literal(node), { path: [name.value], variable: name.value, node }));
    },
  });
  return errors;
}
