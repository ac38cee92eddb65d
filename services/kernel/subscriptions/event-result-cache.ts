import { Kind, getOperationAST, visit, type DocumentNode } from 'graphql';

/** How long a result is given to others: what an event says of things is that old at most. */
const SHARED_MS = 2_000;
const MAX_ENTRIES = 5_000;

/** Results that are made once for all who want the same at about the same time. */
export class EventResultCache<Result> {
  readonly #made = new Map<string, { at: number; result: Promise<Result> }>();

  get(key: string, make: () => Promise<Result>): Promise<Result> {
    const now = performance.now();
    for (const [old, { at }] of this.#made) {
      if (now - at < SHARED_MS && this.#made.size < MAX_ENTRIES) break;
      this.#made.delete(old);
    }
    const known = this.#made.get(key);
    if (known) return known.result;
    const result = make();
    this.#made.set(key, { at: now, result });
    return result;
  }

  /** The next one who wants it has it made anew. */
  drop(key: string): void {
    this.#made.delete(key);
  }
}

const placesOf = new WeakMap<DocumentNode, Map<string, readonly string[]>>();

/** Names of the variables that say where a subscription begins, and nothing else: the `after` of its field. */
export function placeVariables(document: DocumentNode, operationName: string | undefined): readonly string[] {
  let known = placesOf.get(document);
  if (!known) placesOf.set(document, (known = new Map()));
  let places = known.get(operationName ?? '');
  if (!places) known.set(operationName ?? '', (places = findPlaces(document, operationName)));
  return places;
}

/** The variables on which the events of a subscription depend. */
export function eventVariables(
  document: DocumentNode,
  operationName: string | undefined,
  variables: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const places = placeVariables(document, operationName);
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !places.includes(name)));
}

function findPlaces(document: DocumentNode, operationName: string | undefined): string[] {
  const uses = new Map<string, number>();
  const withDefault = new Set<string>();
  visit(document, {
    VariableDefinition({ variable, defaultValue }) {
      if (defaultValue) withDefault.add(variable.name.value);
      return false;
    },
    Variable: ({ name }) => void uses.set(name.value, (uses.get(name.value) ?? 0) + 1),
  });
  const roots = getOperationAST(document, operationName)?.selectionSet.selections ?? [];
  return roots
    .flatMap((root) => (root.kind === Kind.FIELD ? (root.arguments ?? []) : []))
    .flatMap(({ name, value }) =>
      name.value === 'after' && value.kind === Kind.VARIABLE ? [value.name.value] : [],
    )
    .filter((name) => uses.get(name) === 1 && !withDefault.has(name));
}
