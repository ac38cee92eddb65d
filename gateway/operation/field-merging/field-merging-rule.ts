import {
  GraphQLError,
  Kind,
  getNamedType,
  type ASTVisitor,
  type DocumentNode,
  type ValidationContext,
} from 'graphql';
import { operationText, requestError } from '../errors.js';
import { ResponseFieldCollector, type TypedSelection, type WrittenField } from './collect-response-fields.js';
import { fieldConflict, onOneObject, shapeConflict, type Conflict } from './conflicts.js';

/**
 * Most fields and fragments that are looked at for one document. Documents of clients need some for each level of each
 * field; without a limit, fragments of 2,000 tokens can make it exponential.
 */
const MAX_STEPS = 100_000;

/** Selections of one response key, and where that is. */
interface Scope {
  selections: readonly TypedSelection[];
  /** Whether the objects differ for sure: then fields need the same shape and nothing else. */
  onOthers: boolean;
  /** Response key of the fields whose selections these are; undefined at a root. */
  name?: string;
  /** Where several fields have that key: the scope around it. */
  above?: Scope;
}

/**
 * "Field Selection Merging" of the GraphQL specification, like OverlappingFieldsCanBeMergedRule of graphql-js, which
 * compares each pair of fields: half a second for one key in 2,000 tokens. This one merges the selections of all fields of
 * one key first, and compares each merged field with the first one (Simon Adameit's algorithm, which Sangria has). Errors
 * stand at the two fields that differ.
 * @param onSteps gets the number of fields and fragments that were looked at
 */
export function FieldMergingRule(context: ValidationContext, onSteps?: (steps: number) => void): ASTVisitor {
  return {
    Document(document) {
      const merging = new FieldMerging(context);
      merging.check(document);
      onSteps?.(merging.steps);
      // Undefined: the other rules go on.
    },
  };
}

class FieldMerging {
  readonly #collector: ResponseFieldCollector;
  readonly #spread = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #reported = new Set<string>();
  #pending: Scope[] = [];
  steps = 0;

  constructor(private readonly context: ValidationContext) {
    this.#collector = new ResponseFieldCollector(
      context.getSchema(),
      (name) => context.getFragment(name),
      (steps) => this.#spend(steps),
    );
  }

  /** @throws OPERATION_LIMIT_EXCEEDED when it would take too long */
  check({ definitions }: DocumentNode): void {
    for (const definition of definitions)
      if (definition.kind === Kind.OPERATION_DEFINITION) {
        const type = this.context.getSchema().getRootType(definition.operation) ?? undefined;
        this.#checkFrom({ set: definition.selectionSet, type });
      }
    // The others are part of the operations already.
    for (const definition of definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION && !this.#spread.has(definition.name.value))
        this.#checkFrom(this.#collector.ofFragment(definition));
  }

  #checkFrom(root: TypedSelection): void {
    this.#pending.push({ selections: [root], onOthers: false });
    for (let scope = this.#pending.pop(); scope; scope = this.#pending.pop()) {
      const spread = new Set<string>();
      const fields = this.#collector.collect(scope.selections, spread);
      for (const name of spread) this.#spread.add(name);
      for (const [name, same] of fields) this.#checkFields(name, same, scope);
    }
  }

  /** Compares the fields of one response key. */
  #checkFields(name: string, fields: readonly WrittenField[], scope: Scope): void {
    // What a single field selects is compared where its object is one.
    if (fields.length === 1 && scope.onOthers) return;
    const shapes = fields.length > 1 ? shapeConflict(fields) : undefined;
    if (scope.onOthers) {
      if (shapes) this.#report(name, shapes, scope);
      else this.#descend(name, fields, true, scope);
      return;
    }
    const groups = fields.length > 1 ? onOneObject(fields) : [fields];
    let differ = false;
    for (const group of groups) {
      this.#spend(group.length);
      const conflict = group.length > 1 ? fieldConflict(group) : undefined;
      if (conflict) this.#report(name, conflict, scope);
      else this.#descend(name, group, false, scope);
      differ ||= conflict !== undefined;
    }
    if (shapes && !differ) this.#report(name, shapes, scope);
    else if (groups.length > 1 && !shapes) this.#descend(name, fields, true, scope);
  }

  /** Compares what fields of one response key select, unless that was done. */
  #descend(name: string, fields: readonly WrittenField[], onOthers: boolean, scope: Scope): void {
    const composite = fields.filter(({ node }) => node.selectionSet);
    if (!composite.length) return;
    const key = composite.map(({ id }) => id).join();
    if (this.#seen.has(key) || (onOthers && this.#seen.has(`${key} on others`))) return;
    this.#seen.add(onOthers ? `${key} on others` : key);
    const selections = composite.map(({ node, type }) => ({
      set: node.selectionSet!,
      type: type && getNamedType(type),
    }));
    this.#pending.push({ selections, onOthers, name, ...(composite.length > 1 ? { above: scope } : {}) });
  }

  #report(name: string, { fields, reason }: Conflict, scope: Scope): void {
    const key = fields.map(({ id }) => id).join();
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    let [first, because] = [name, reason];
    for (let inner = scope; inner.above; inner = inner.above) {
      because = `subfields "${first}" conflict because ${because}`;
      first = inner.name!;
    }
    const advice = 'Use different aliases on the fields to fetch both if this was intentional.';
    const message = `Fields "${first}" conflict because ${because}. ${advice}`;
    this.context.reportError(new GraphQLError(message, { nodes: fields.map(({ node }) => node) }));
  }

  #spend(steps: number): void {
    this.steps += steps;
    if (this.steps > MAX_STEPS)
      throw requestError('OPERATION_LIMIT_EXCEEDED', operationText('REPETITIONS'), { limit: 'repetitions' });
  }
}
