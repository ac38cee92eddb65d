import type { FetchNode, PlanNode, QueryPlan } from '@graphql-hive/router-query-planner';
import { Kind, isNonNullType, parse, type GraphQLSchema } from 'graphql';
import { fragmentsOf } from '../normalise/collect-fields.js';
import { EntityAliases, FieldShapes } from './entity-aliases.js';
import { EntityTargets, queryOfBatch, queryOfFlatten, type EntityQuery } from './entity-fetch.js';
import { merge } from './merge.js';
import { fetchResult, type PlanRun, type SubgraphRequest } from './run.js';
import { TypeMembers } from './type-members.js';

/** Step of a plan. Returns undefined when it had nothing to fetch. */
type Step = (run: PlanRun) => Promise<void> | undefined;

/** Executable plan of a query or mutation, or of the fields that other subgraphs add to an event. */
export type CompiledPlan = (run: PlanRun) => Promise<void>;

/** The fetch that starts a subscription. */
export interface SubscriptionStart {
  subgraph: string;
  request(variables: Readonly<Record<string, unknown>>): SubgraphRequest;
}

/** Executable plan; `subscription` is set for subscriptions, whose events it then completes. */
export interface ExecutablePlan {
  subscription: SubscriptionStart | undefined;
  complete: CompiledPlan;
}

/** Compiles plans of a supergraph: each once, executed for every request. */
export class PlanCompiler {
  readonly #members: TypeMembers;

  /** @param schema of the supergraph */
  constructor(private readonly schema: GraphQLSchema) {
    this.#members = new TypeMembers(schema);
  }

  /** @throws for a plan with parts that this executor does not know, instead of answering wrongly */
  compile({ node }: QueryPlan): ExecutablePlan {
    if (!node) throw new Error('A query plan is empty');
    const [first, ...rest] = node.kind === 'Sequence' ? node.nodes : [node];
    const isSubscription = first?.kind === 'Subscription';
    const step = this.#step(isSubscription ? { kind: 'Sequence', nodes: rest } : node);
    return {
      subscription: isSubscription ? subscriptionStart(first.primary) : undefined,
      complete: async (run) => step(run),
    };
  }

  #step(node: PlanNode): Step {
    switch (node.kind) {
      case 'Sequence':
        return inSequence(node.nodes.map((child) => this.#step(child)));
      case 'Parallel':
        return inParallel(node.nodes.map((child) => this.#step(child)));
      case 'Fetch':
        return rootFetch(node, this.#isRequired(node));
      case 'Flatten': {
        const fetch = node.node;
        if (fetch.kind !== 'Fetch') throw unknownNode(`Flatten of ${fetch.kind}`);
        return this.#entityFetch(fetch, [queryOfFlatten(node, fetch, this.#members)]);
      }
      case 'BatchFetch':
        return this.#entityFetch(
          node,
          node.entityBatch.aliases.map((alias) => queryOfBatch(alias, this.#members)),
        );
      case 'Condition': {
        // Normalised operations have no conditions; a planner may still make some of progressive overrides.
        const whenTrue = node.ifClause && this.#step(node.ifClause);
        const whenFalse = node.elseClause && this.#step(node.elseClause);
        return (run) => (run.variables[node.condition] === true ? whenTrue : whenFalse)?.(run);
      }
      default:
        throw unknownNode(node.kind);
    }
  }

  /** Whether a fetch has a mutation that must not be null: if it fails, nothing is left of the answer. */
  #isRequired({ operation, operationKind }: FetchNode): boolean {
    if (operationKind !== 'mutation') return false;
    const mutations = this.schema.getMutationType()?.getFields() ?? {};
    return parse(operation, { noLocation: true }).definitions.some(
      (definition) =>
        definition.kind === Kind.OPERATION_DEFINITION &&
        definition.selectionSet.selections.some(
          (field) => field.kind === Kind.FIELD && isNonNullType(mutations[field.name.value]?.type),
        ),
    );
  }

  #entityFetch(node: Fetch, queries: readonly EntityQuery[]): Step {
    const members = this.#members;
    const document = parse(node.operation, { noLocation: true });
    const shapes = new FieldShapes(this.schema, node.serviceName, fragmentsOf(document));
    const aliases = new EntityAliases(document, shapes, members);
    const request = requestOf(node, aliases.document);
    return (run) => {
      if (!run.data) return undefined;
      const targets = new EntityTargets(queries, run.data);
      if (targets.isEmpty) return undefined;
      return fetchResult(run, node.serviceName, request(run.variables, targets.variables)).then(
        ({ data, errors }) => {
          targets.report(errors, run, { members, aliases });
          if (data) targets.merge(data, aliases);
        },
      );
    };
  }
}

type Fetch = Pick<FetchNode, 'serviceName' | 'operation' | 'variableUsages'>;

/** Returns a function that makes the request of a fetch: its document is one object, so that subgraphs compile it once. */
function requestOf(
  { operation, variableUsages = [] }: Fetch,
  document = parse(operation, { noLocation: true }),
): (
  variables: Readonly<Record<string, unknown>>,
  representations?: Record<string, unknown>,
) => SubgraphRequest {
  return (variables, representations) => {
    const own: Record<string, unknown> = { ...representations };
    for (const name of variableUsages) if (Object.hasOwn(variables, name)) own[name] = variables[name];
    return { document, variables: own };
  };
}

/** @param isRequired whether nothing is left of the answer without its data, and what comes after it */
function rootFetch(node: FetchNode, isRequired: boolean): Step {
  if (node.outputRewrites?.length) throw unknownNode(`output rewrite ${JSON.stringify(node.outputRewrites)}`);
  const request = requestOf(node);
  return async (run) => {
    const { data, errors } = await fetchResult(run, node.serviceName, request(run.variables));
    run.errors.push(...errors);
    if (!data) {
      run.isOver ||= isRequired;
      return;
    }
    if (run.data) merge(run.data, data);
    else run.data = data;
  };
}

function subscriptionStart(node: FetchNode): SubscriptionStart {
  const request = requestOf(node);
  return { subgraph: node.serviceName, request: (variables) => request(variables) };
}

function inSequence(steps: readonly Step[]): Step {
  return async (run) => {
    for (const step of steps) {
      await step(run);
      if (run.isOver) return;
    }
  };
}

function inParallel(steps: readonly Step[]): Step {
  return (run) => {
    const pending = steps.flatMap((step) => step(run) ?? []);
    return pending.length > 1 ? Promise.all(pending).then(() => {}) : pending[0];
  };
}

const unknownNode = (kind: string) => new Error(`A query plan has an unknown part: ${kind}`);
