import {
  buildASTSchema,
  parse,
  execute,
  getOperationAST,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Plan } from './planner/messages.js';
import { PlanCompiler, type ExecutablePlan } from './plan/compile-plan.js';
import { copyOf } from './plan/merge.js';
import type { Entity } from './plan/plan-paths.js';
import type { FetchFromSubgraph, PlanRun, SubgraphRequest } from './plan/run.js';
import { clientErrors } from './normalise/client-errors.js';
import { missingValues } from './normalise/missing-values.js';
import { conditionVariables, conditionsIn, type ConditionVariable } from './normalise/conditions.js';
import { normalise, type NormalisedOperation } from './normalise/normalise.js';
import { compileProjection, type Data, type Project } from './normalise/project.js';
import { identifyingFields } from './identifying-fields.js';

/**
 * Most fields of all variants together: operations under one assignment of the variables that their conditions use. A field
 * keeps some 1.2 kB alive.
 */
const MAX_VARIANT_FIELDS = 60_000;
/**
 * Most variants: each keeps the whole syntax tree of its document alive, some 15 kB for a small one, and is found again only
 * for as long as the document is cached, of which there are a thousand.
 */
const MAX_VARIANTS = 2_000;
/** Most plans: each keeps some 20 to 50 kB of compiled code alive, in the engine and in the subgraphs. */
const MAX_PLANS = 1_000;
/** Capacity of the plan cache, in characters of normalised operations. */
const MAX_PLAN_CHARACTERS = 400_000;

export interface EngineOptions {
  /** Its text, or the document of it when the caller has that. */
  supergraph: string | DocumentNode;
  /** The public schema, on which documents were validated and by which answers are completed. */
  schema: GraphQLSchema;
  plan: Plan;
}

/** Operation of a valid document, whose variables were checked. */
export interface EngineRequest {
  document: DocumentNode;
  operationName?: string | null | undefined;
  variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Answer to a normalised operation, before it is projected. */
export interface EngineResult {
  data: Entity | undefined;
  errors: readonly GraphQLError[];
}

/** A query or a mutation as the engine executes it. */
export interface EngineOperation {
  /** Operations with the same text and variables differ only in the projection of their results; undefined without fields. */
  text: string | undefined;
  /** Variables of the normalised operation. */
  variables: Readonly<Record<string, unknown>>;
  /** Id of the projection: results of the same text and variables are projected alike. */
  projection: string;
  /** Whether the schema answers a part of it. */
  isIntrospecting: boolean;
  execute(fetch: FetchFromSubgraph): Promise<EngineResult>;
  /** Projects a result, which may be that of an equal operation; the result is not changed. */
  project(result: EngineResult): ExecutionResult;
}

/** A subscription as the engine executes it. */
export interface EngineSubscription {
  /** Subscriptions with the same text and variables differ only in the keys of their results. */
  text: string;
  /** Variables of the normalised operation. */
  variables: Readonly<Record<string, unknown>>;
  subgraph: string;
  request: SubgraphRequest;
  /** Adds the fields of other subgraphs to an event. The result may be projected for several subscribers. */
  complete(event: ExecutionResult, fetch: FetchFromSubgraph): Promise<EngineResult>;
  project(result: EngineResult): ExecutionResult;
}

/**
 * Executes operations on the subgraphs of a supergraph. An operation is normalised, planned, executed, and its answer
 * projected back: the planner sees only what it plans rightly, and the client gets what the GraphQL specification says.
 */
export class Engine {
  readonly #prepared = new WeakMap<DocumentNode, Map<string, PreparedOperation>>();
  readonly #variants = new LRUCache<string, Variant>({
    max: MAX_VARIANTS,
    maxSize: MAX_VARIANT_FIELDS,
    sizeCalculation: ({ normalised }) => normalised.fields + 1,
  });
  readonly #plans = new LRUCache<string, Promise<ExecutablePlan>>({
    max: MAX_PLANS,
    maxSize: MAX_PLAN_CHARACTERS,
    sizeCalculation: (_plan, text) => text.length,
  });
  readonly #compiler: PlanCompiler;
  readonly #identifying: ReadonlySet<string>;

  /** @throws for a supergraph that is no valid schema */
  constructor(private readonly options: EngineOptions) {
    const { supergraph } = options;
    const document = typeof supergraph === 'string' ? parse(supergraph, { noLocation: true }) : supergraph;
    const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
    this.#compiler = new PlanCompiler(schema);
    this.#identifying = identifyingFields(schema);
  }

  /**
   * Executes a query or a mutation.
   * @throws LimitError, or the error of the planner
   */
  async execute(request: EngineRequest, fetch: FetchFromSubgraph): Promise<ExecutionResult> {
    const operation = this.operation(request);
    return operation.project(await operation.execute(fetch));
  }

  /** Prepares a query or a mutation, which the caller executes. @throws LimitError */
  operation(request: EngineRequest): EngineOperation {
    const { variant, values } = this.#variantOf(request);
    const { text, introspection } = variant.normalised;
    return {
      text,
      variables: values,
      projection: variant.id,
      isIntrospecting: introspection !== undefined,
      execute: async (fetch) => {
        const plan = await this.#planOf(variant);
        if (!plan) return { data: {}, errors: [] };
        const run: PlanRun = { fetch, variables: values, data: undefined, errors: [] };
        await plan.complete(run);
        return { data: run.data, errors: run.errors };
      },
      project: (result) => variant.project(result, introspection && this.#introspect(introspection, request)),
    };
  }

  /** Prepares a subscription, which the caller starts. @throws as {@link execute} does */
  async subscription(request: EngineRequest): Promise<EngineSubscription> {
    const { variant, values } = this.#variantOf(request);
    const plan = await this.#planOf(variant);
    const start = plan?.subscription;
    if (!start) throw new Error('A subscription has a plan without a start');
    return {
      text: variant.normalised.text!,
      variables: values,
      subgraph: start.subgraph,
      request: start.request(values),
      async complete({ data, errors = [] }, fetch) {
        // Subgraphs may share an event between subscribers.
        const run: PlanRun = {
          fetch,
          variables: values,
          data: copyOf(data ?? undefined),
          errors: [...errors],
        };
        if (run.data) await plan.complete(run);
        return { data: run.data, errors: run.errors };
      },
      project: (result) => variant.project(result),
    };
  }

  #variantOf({ document, operationName, variables }: EngineRequest) {
    const values = variables ?? {};
    const variant = this.#preparedOf(document, operationName ?? '').variant(values, this.#variants);
    const own = [...variant.normalised.variables].flatMap(([given, name]) =>
      Object.hasOwn(values, given) && values[given] !== undefined ? [[name, values[given]] as const] : [],
    );
    return { variant, values: Object.fromEntries(own) };
  }

  #preparedOf(document: DocumentNode, operationName: string): PreparedOperation {
    let byName = this.#prepared.get(document);
    if (!byName) this.#prepared.set(document, (byName = new Map<string, PreparedOperation>()));
    let prepared = byName.get(operationName);
    if (!prepared) {
      const operation = getOperationAST(document, operationName || null);
      if (!operation) throw new Error(`The document has no operation ${operationName}`);
      prepared = new PreparedOperation(document, operation, {
        schema: this.options.schema,
        identifying: this.#identifying,
      });
      byName.set(operationName, prepared);
    }
    return prepared;
  }

  #planOf(variant: Variant): Promise<ExecutablePlan> | undefined {
    const { text } = variant.normalised;
    if (text === undefined) return undefined;
    let plan = this.#plans.get(text);
    if (!plan) {
      const made = this.options.plan(text).then((planned) => this.#compiler.compile(planned));
      plan = made;
      this.#plans.set(text, made);
      made.catch(() => {
        // The next request tries again.
        if (this.#plans.peek(text) === made) this.#plans.delete(text);
      });
    }
    return plan;
  }

  #introspect(document: DocumentNode, { operationName, variables }: EngineRequest): ExecutionResult<Data> {
    return execute({
      schema: this.options.schema,
      document,
      variableValues: variables ?? {},
      operationName: operationName || null,
    }) as ExecutionResult<Data>;
  }
}

/** An operation of a document, with a variant for each assignment of its conditions. */
class PreparedOperation {
  static #count = 0;
  readonly #id = (PreparedOperation.#count += 1);
  readonly #conditions: readonly ConditionVariable[];

  constructor(
    private readonly document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
    private readonly options: Parameters<typeof normalise>[2],
  ) {
    this.#conditions = conditionVariables(document, operation);
  }

  /** @param known variants of all operations */
  variant(values: Readonly<Record<string, unknown>>, known: LRUCache<string, Variant>): Variant {
    const conditions = conditionsIn(this.#conditions, values);
    const key = `${this.#id} ${this.#conditions.map(({ name }) => (conditions[name] ? '1' : '0')).join('')}`;
    let variant = known.get(key);
    if (!variant) {
      variant = new Variant(key, normalise(this.document, this.operation, this.options, conditions));
      known.set(key, variant);
    }
    return variant;
  }
}

/** A normalised operation with its projection. */
class Variant {
  #project: Project | undefined;

  /** @param id unique among all variants */
  constructor(
    readonly id: string,
    readonly normalised: NormalisedOperation,
  ) {}

  project({ data, errors }: EngineResult, introspected?: ExecutionResult<Data>): ExecutionResult {
    const { root } = this.normalised;
    this.#project ??= compileProjection(root);
    const projection = { introspected: introspected?.data ?? undefined, hasMissing: false };
    const projected = this.#project(data ?? {}, projection);
    const found = [...(introspected?.errors ?? [])];
    if (errors.length) found.push(...clientErrors(root, data, errors));
    if (projection.hasMissing) found.push(...missingValues(root, data ?? {}, found));
    return found.length ? { errors: found, data: projected } : { data: projected };
  }
}
