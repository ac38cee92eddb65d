import type { Caller } from '#kernel/auth';
import {
  type GraphQLError,
  OperationTypeNode,
  buildASTSchema,
  getOperationAST,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLScalarType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Logger } from 'pino';
import { Engine, type EngineOperation, type EngineRequest, type Plan } from '../engine/index.js';
import { COST_OF_INTROSPECTION, COST_OF_NEW_CHARACTER } from './account.js';
import { AnswerCache, type AnswerCacheOptions, type CachedAnswer } from './answers/answer-cache.js';
import { costsIn, type FieldCosts } from './costs.js';
import { withDeadline } from './deadline.js';
import { checkDoor, type Door } from './door.js';
import { DocumentCache } from './document-cache.js';
import { DocumentReader } from './document-reader.js';
import { expectedOfOperation, malformedRequest, operationText } from './errors.js';
import { EventFanOut } from './event-fan-out.js';
import { HiddenSchema } from './hidden-schema.js';
import { MAX_DOCUMENT, checkWeight, type Limits } from './limits.js';
import type { OperationRecord } from './record.js';
import { createRootCheck, type RootCheck } from './requirements.js';
import { PublicEvents } from './public-events.js';
import { refusal, type Refused } from './refusals.js';
import { publicResult } from './response.js';
import { fetchAs, type SubgraphClients } from './subgraph-calls.js';
import { DocumentIds, type OperationRequest } from './document-ids.js';
import { checkInputDepth, inputErrors, publicSchemaOf } from './values/index.js';

export interface PipelineOptions {
  supergraph: string;
  /** SDL of the public schema, on which limits and permissions are checked. */
  api: string;
  clients: SubgraphClients;
  plan: Plan;
  limits: Limits;
  introspection: boolean;
  requestTimeoutMs: number;
  /** Trusted documents, by id. */
  trusted: ReadonlyMap<string, string>;
  /** Whether every other document is refused. */
  trustedOnly: boolean;
  /** Scalars that check the values of variables and literals; those of this graph when absent. */
  scalars?: readonly GraphQLScalarType[];
  /** Set when errors of subgraphs leave as they are, because their codes are not those of this graph. */
  passesErrors?: boolean;
  /** Where answers to anonymous queries are kept; undefined where none are. */
  answers?: AnswerCacheOptions | undefined;
  log: Logger;
}

/** Result of an operation; one of a query that others ask as well is ready to be sent. */
export type ExecutedAnswer = Pick<CachedAnswer, 'result'> & Partial<Omit<CachedAnswer, 'result'>>;

/** Answer to an operation. */
export type Answer =
  /** It was refused before execution. */
  | Refused
  /** It was executed; `data` is present, even if it is null. */
  | ({ kind: 'EXECUTED'; operation: OperationTypeNode } & ExecutedAnswer)
  /** It is a subscription; its iterator throws the error by which it breaks off. */
  | {
      kind: 'SUBSCRIBED';
      events: AsyncIterableIterator<ExecutionResult>;
      /** Cost of each event. */
      cost: number;
    };

/** Returns the errors of an answer; undefined when there are none. */
export function errorsIn(answer: Answer): readonly GraphQLError[] | undefined {
  if (answer.kind === 'SUBSCRIBED') return undefined;
  if (answer.kind === 'REFUSED') return answer.errors;
  // Only answers without errors are kept.
  return answer.body ? undefined : answer.result.errors;
}

/** Part of the time of a request after which calls to subgraphs are given up, so that the others' fields are answered. */
export const SHARE_OF_CALLS = 0.95;

/** How an operation is answered. */
interface Answering extends Door {
  signal: AbortSignal;
  /** `performance.now()` at which calls to subgraphs are given up. */
  deadline: number;
}

/** A valid operation, ready to be executed. */
interface Prepared {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** Those that it declares. */
  variables: Record<string, unknown>;
  /** Without that of its text. */
  cost: number;
}

/**
 * The one way of an operation through the gateway, whichever door it came by: parse, limits, validation, permissions,
 * values, execution, presentation. Whatever is thrown on the way is answered.
 */
export class Pipeline {
  /** The public schema, on which documents are validated; its scalars accept any value. */
  readonly schema: GraphQLSchema;
  /** The public schema with scalars that check their values. */
  readonly #inputSchema: GraphQLSchema;
  readonly #engine: Engine;
  readonly #documents = new DocumentCache();
  readonly #ids: DocumentIds;
  readonly #refusedRoots: RootCheck;
  readonly #fanOut: EventFanOut;
  readonly #answers: AnswerCache | undefined;
  readonly #reader: DocumentReader;
  readonly #costs: FieldCosts;
  /** Hides names of the schema in errors, where clients must not read it. */
  readonly #hidden: HiddenSchema | undefined;

  /** @throws for an invalid supergraph or public schema */
  constructor(private readonly options: PipelineOptions) {
    // Each text is parsed once: together, these two are 30,000 lines.
    const api = parse(options.api, { noLocation: true });
    const supergraph = parse(options.supergraph, { noLocation: true });
    this.schema = buildASTSchema(api, { assumeValid: true });
    this.#inputSchema = publicSchemaOf(api, options.scalars);
    this.#engine = new Engine({ ...options, supergraph, schema: this.schema });
    this.#ids = new DocumentIds(options);
    this.#refusedRoots = createRootCheck(this.schema);
    this.#fanOut = new EventFanOut(options.clients);
    this.#answers = options.answers && new AnswerCache(options.answers);
    this.#reader = new DocumentReader(this.schema, options);
    this.#costs = costsIn(supergraph);
    this.#hidden = options.introspection ? undefined : new HiddenSchema(this.schema);
  }

  /** Answers an operation; never rejects but when the client has disconnected. */
  async answer(request: OperationRequest, caller: Caller, door: Door = {}): Promise<Answer> {
    const { log, requestTimeoutMs } = this.options;
    const deadline = performance.now() + requestTimeoutMs * SHARE_OF_CALLS;
    try {
      const answering = (signal: AbortSignal) => this.#inTurn(request, caller, { ...door, signal, deadline });
      // Nobody waits for it any more, but a fault of this program is one still.
      const failed = (error: unknown) => {
        if ((error as Error).name !== 'AbortError') refusal(error, caller, log);
      };
      return await withDeadline(requestTimeoutMs, door.signal, answering, closeLate, failed);
    } catch (error) {
      door.signal?.throwIfAborted();
      return refusal(error, caller, log);
    }
  }

  /** Answers an operation when it is its client's turn. */
  async #inTurn(request: OperationRequest, caller: Caller, door: Answering): Promise<Answer> {
    const { account } = door;
    if (!account) return this.#answer(request, caller, door);
    const turn = account.turn(door.signal);
    const end = typeof turn === 'function' ? turn : await turn;
    try {
      return await this.#answer(request, caller, door);
    } finally {
      if (door.holdTurn) door.holdTurn(end);
      else end();
    }
  }

  async #answer(request: OperationRequest, sender: Caller, door: Answering): Promise<Answer> {
    const { document, operation, variables, cost } = this.#prepare(request, door);
    const rateLimit = door.account?.state;
    const caller = rateLimit ? { ...sender, rateLimit } : sender;
    checkDoor(operation, door);
    const operationName = operation.name?.value;
    const refused = this.#refusedRoots(document, operation, variables, caller.actor);
    if (refused.length) throw new AggregateError(refused);
    const { introspection } = this.options;
    const wrong = inputErrors(document, this.#inputSchema, variables, operationName, introspection);
    if (wrong.length) throw new AggregateError(wrong);
    const toExecute: EngineRequest = { document, operationName, variables };
    if (operation.operation === OperationTypeNode.SUBSCRIPTION)
      return this.#subscribe(toExecute, caller, cost, door.signal);
    const answer = await this.#execute(toExecute, operation.operation, caller, door);
    return {
      kind: 'EXECUTED',
      operation: operation.operation,
      body: answer.body,
      ageMs: answer.ageMs,
      // That of a kept answer is parsed only where it is read.
      get result() {
        return answer.result;
      },
    };
  }

  async #execute(
    request: EngineRequest,
    type: OperationTypeNode,
    caller: Caller,
    door: Answering,
  ): Promise<ExecutedAnswer> {
    const { clients } = this.options;
    const { signal, deadline } = door;
    const operation = this.#engine.operation(request);
    const present = (result: ExecutionResult) => this.#toPublic(result, request, caller);
    const isMutation = type === OperationTypeNode.MUTATION;
    if (this.#answers && !isMutation && !door.isOneOff && isShared(operation, caller)) {
      const answer = await this.#answers.answer({
        operation,
        language: caller.language,
        fetch: (all) => fetchAs(clients, caller, all, deadline),
        present,
        signal,
      });
      if (door.record) door.record.cache = answer.ageMs === undefined ? 'MISS' : 'HIT';
      return answer;
    }
    const fetch = fetchAs(clients, caller, signal, deadline);
    const asked = new Set<string>();
    const result = await operation.execute((subgraph, call) => {
      asked.add(subgraph);
      return fetch(subgraph, call);
    });
    if (isMutation) this.#answers?.drop(asked);
    // The calls that were aborted with it are no errors: nobody gets this result.
    signal.throwIfAborted();
    return { result: present(operation.project(result)) };
  }

  #toPublic(result: ExecutionResult, request: EngineRequest, caller: Caller): ExecutionResult {
    if (this.options.passesErrors) return { ...result, data: result.data ?? null };
    const shown = publicResult(result, caller, this.options.log);
    const hidden = shown.errors && this.#hidden;
    if (!hidden) return shown;
    return { ...shown, errors: hidden.withoutNames(shown.errors!, writtenIn(request)) };
  }

  async #subscribe(
    request: EngineRequest,
    caller: Caller,
    cost: number,
    signal: AbortSignal,
  ): Promise<Answer> {
    const subscription = await this.#engine.subscription(request);
    const live = await this.#fanOut.subscribe(subscription, caller, signal);
    if (Symbol.asyncIterator in live) {
      const events = new PublicEvents(live, (event) => this.#toPublic(event, request, caller));
      return { kind: 'SUBSCRIBED', events, cost };
    }
    throw new AggregateError(this.#toPublic(live, request, caller).errors ?? []);
  }

  /** Returns the operation of a request. @throws for one that is not valid, or asks for too much */
  #prepare(request: OperationRequest, { account, record, hasOwnDocument }: Door): Prepared {
    const { operationName } = request;
    checkInputDepth(request.variables);
    const text = hasOwnDocument ? request.query! : this.#ids.textOf(request);
    if (record) record.text = text;
    const known = this.#documents.get(text);
    if (!known && !hasOwnDocument)
      account?.charge(Math.min(text.length, MAX_DOCUMENT) * COST_OF_NEW_CHARACTER);
    const document = known ?? this.#reader.parse(text);
    const operation = getOperationAST(document, operationName);
    if (!operation)
      throw malformedRequest(operationText('WHICH_OPERATION'), {
        argument: 'operationName',
        expected: expectedOfOperation('NAME_OF_OPERATION'),
      });
    if (record) takeDown(record, document, operation);
    const variables = declared(operation, request.variables);
    const { limits } = this.options;
    const weight = checkWeight(document, this.schema, variables, operationName, limits, this.#costs);
    if (record) record.cost = weight.cost;
    account?.charge(weight.cost + Math.ceil(weight.introspected * COST_OF_INTROSPECTION));
    if (!known) {
      this.#reader.validate(document, text);
      this.#documents.keep(text, document);
    }
    this.#ids.register(request);
    return { document, operation, variables, cost: weight.cost };
  }
}

/** Returns all that a client has written: the text of its document, and its variables. */
const writtenIn = ({ document, variables }: EngineRequest): string =>
  `${document.loc?.source.body ?? ''} ${JSON.stringify(variables ?? {})}`;

/** Whether the answer to a query is that to everybody who is anonymous. Statistics are of one request, a budget of one client. */
const isShared = ({ text, isIntrospecting }: EngineOperation, { actor, diagnostics }: Caller): boolean =>
  actor.kind === 'ANONYMOUS' &&
  !diagnostics &&
  !isIntrospecting &&
  text !== undefined &&
  !text.includes('rateLimit');

/** Returns the variables that an operation declares, without others that were sent with it. */
function declared(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Record<string, unknown> | null | undefined,
): Record<string, unknown> {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable: { name } }) =>
      variables && Object.hasOwn(variables, name.value) ? [[name.value, variables[name.value]]] : [],
    ),
  );
}

function takeDown(record: OperationRecord, document: DocumentNode, operation: OperationDefinitionNode): void {
  record.document = document;
  record.name = operation.name?.value;
  record.type = operation.operation;
}

/** Ends a subscription that started after its deadline. */
function closeLate(answer: Answer): void {
  if (answer.kind === 'SUBSCRIBED') void answer.events.return?.();
}
