import { Kind, getOperationAST, visit, type DocumentNode } from 'graphql';

/** Lifetime of a cached result: the greatest age of the data in an event. */
const LIFETIME_MS = 2_000;
const MAX_ENTRIES = 5_000;

/** Cache of event results, so that equal subscriptions share the execution of an event. */
export class EventResultCache<Result> {
  readonly #entries = new Map<string, { at: number; result: Promise<Result> }>();

  get(key: string, execute: () => Promise<Result>): Promise<Result> {
    const now = performance.now();
    for (const [old, { at }] of this.#entries) {
      if (now - at < LIFETIME_MS && this.#entries.size < MAX_ENTRIES) break;
      this.#entries.delete(old);
    }
    const cached = this.#entries.get(key);
    if (cached) return cached.result;
    const result = execute();
    this.#entries.set(key, { at: now, result });
    return result;
  }

  /** Removes a result, so that the next request executes again. */
  drop(key: string): void {
    this.#entries.delete(key);
  }
}

const placesOf = new WeakMap<DocumentNode, Map<string, readonly string[]>>();

/** Names of the variables that are used for the `after` of a subscription and for nothing else. */
export function placeVariables(document: DocumentNode, operationName: string | undefined): readonly string[] {
  let known = placesOf.get(document);
  if (!known) placesOf.set(document, (known = new Map()));
  let places = known.get(operationName ?? '');
  if (!places) known.set(operationName ?? '', (places = findPlaces(document, operationName)));
  return places;
}

/** Variables on which the events of a subscription depend. */
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
