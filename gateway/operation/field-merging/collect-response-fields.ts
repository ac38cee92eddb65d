import {
  Kind,
  isInterfaceType,
  isObjectType,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { argumentsText } from './arguments-text.js';

/** A field as it is written, with what the schema says of it. */
export interface WrittenField {
  /** Unique in the document. */
  id: number;
  node: FieldNode;
  /** Type whose field it is; undefined where the document names none that exists. */
  parent: GraphQLNamedType | undefined;
  /** Undefined for meta fields and unknown ones, which graphql-js compares with nothing either. */
  type: GraphQLOutputType | undefined;
  /** Its arguments as text that does not depend on their order. */
  readonly argumentsText: string;
}

/** A selection set with the type on which it selects. */
export interface TypedSelection {
  set: SelectionSetNode;
  type: GraphQLNamedType | undefined;
}

interface Parts {
  fields: readonly WrittenField[];
  spreads: readonly string[];
}

/** Collects fields by response name, whatever their type conditions and directives; each fragment once. */
export class ResponseFieldCollector {
  /** Fields have one parent type wherever their fragment is spread, so that parts are found once for each set. */
  readonly #parts = new Map<SelectionSetNode, Parts>();
  #ids = 0;

  /** @param spend is called with the number of fields and fragments of each step */
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragmentNamed: (name: string) => FragmentDefinitionNode | null | undefined,
    private readonly spend: (steps: number) => void,
  ) {}

  /** @param spread gets the names of the fragments that are spread below */
  collect(selections: readonly TypedSelection[], spread: Set<string>): Map<string, WrittenField[]> {
    const found = new Map<string, WrittenField[]>();
    // It grows while it is walked.
    const pending = [...selections];
    for (const next of pending) {
      const { fields, spreads } = this.#partsOf(next);
      this.spend(fields.length + spreads.length);
      for (const field of fields) {
        const name = (field.node.alias ?? field.node.name).value;
        const same = found.get(name);
        if (same) same.push(field);
        else found.set(name, [field]);
      }
      for (const name of spreads) {
        if (spread.has(name)) continue;
        spread.add(name);
        const fragment = this.fragmentNamed(name);
        if (fragment) pending.push(this.ofFragment(fragment));
      }
    }
    return found;
  }

  ofFragment({ selectionSet, typeCondition }: FragmentDefinitionNode): TypedSelection {
    return { set: selectionSet, type: this.schema.getType(typeCondition.name.value) };
  }

  /** Returns the fields and spreads of a set, and of the inline fragments in it. */
  #partsOf({ set, type }: TypedSelection): Parts {
    const known = this.#parts.get(set);
    if (known) return known;
    const fields: WrittenField[] = [];
    const spreads = new Set<string>();
    const pending: TypedSelection[] = [{ set, type }];
    for (const { set: next, type: parent } of pending)
      for (const selection of next.selections) {
        if (selection.kind === Kind.FIELD) fields.push(this.#field(selection, parent));
        else if (selection.kind === Kind.FRAGMENT_SPREAD) spreads.add(selection.name.value);
        else {
          const condition = selection.typeCondition?.name.value;
          const inner = condition === undefined ? parent : this.schema.getType(condition);
          pending.push({ set: selection.selectionSet, type: inner });
        }
      }
    const parts = { fields, spreads: [...spreads] };
    this.#parts.set(set, parts);
    return parts;
  }

  #field(node: FieldNode, parent: GraphQLNamedType | undefined): WrittenField {
    const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : undefined;
    let text: string | undefined;
    return {
      id: (this.#ids += 1),
      node,
      parent,
      type: fields?.[node.name.value]?.type,
      get argumentsText() {
        return (text ??= argumentsText(node));
      },
    };
  }
}
