import { Kind, print, visit, type DocumentNode, type ValueNode } from 'graphql';

/** Longest shape that is logged. */
const MAX_SHAPE = 4_000;

const HIDDEN: ValueNode = { kind: Kind.ENUM, value: '_' };

/**
 * Text of a document without the values that its author wrote into it: each literal becomes `_`, variables and the names
 * of input fields stay.
 */
export function shapeOf(document: DocumentNode): string {
  const hide = () => HIDDEN;
  const shape = visit(document, {
    IntValue: hide,
    FloatValue: hide,
    StringValue: hide,
    BooleanValue: hide,
    EnumValue: hide,
    NullValue: hide,
  });
  return print(shape).replaceAll(/\s+/g, ' ').slice(0, MAX_SHAPE);
}
