import { randomUUID } from 'node:crypto';
import type { Actor, RateLimit } from '#kernel/auth';
import type { MessageLanguage } from '#kernel/errors';
import { GraphQLError } from 'graphql';
import type { Budgets } from '../budgets/budgets.js';
import { COST_OF_REQUEST } from '../operation/account.js';
import { callerOf } from '../operation/caller.js';
import { shownIn, statusOf } from '../operation/errors.js';
import type { Pipeline } from '../operation/pipeline.js';

/** Who asks, in which language, until when. */
export interface PublicGraphRequest {
  language: 'fr' | 'en';
  /** Value of the header Authorization of the one for whom the operation is executed. */
  authorization?: string;
  /** Value of the header X-API-Key. */
  apiKey?: string;
  /** Address of the client, by which it counts when it is anonymous. */
  address: string;
  /** Aborts when the client has disconnected. */
  signal: AbortSignal;
  operationName?: string;
  requestId?: string;
  /** True for a result that nobody else will ask for, such as a page in the middle of an export: it is not kept. */
  isOneOff?: boolean;
}

export interface PublicError {
  message: string;
  path?: readonly (string | number)[] | undefined;
  extensions?: Record<string, unknown>;
}

export interface PublicResult {
  data?: Record<string, unknown> | null;
  errors?: readonly PublicError[];
  /** HTTP status of an operation that was not executed; undefined for an executed one. */
  status?: number;
  /** Headers that an operation without valid credentials is answered with (RFC 6750, RFC 9110). */
  headers?: Readonly<Record<string, string>>;
  /** Budget of the client after the operation; undefined where there is none. */
  rateLimit?: RateLimit;
}

/** The public graph in this process: the pipeline that every door uses, with the caller's own identity, budget and turn. */
export interface PublicGraph {
  /**
   * Executes an operation of the gateway's own: its text needs no trust, and costs nothing when it is new.
   * @param document text of the operation; known texts are prepared once
   * @throws only when the client has disconnected, or for a fault of this program
   */
  run(
    document: string,
    variables: Readonly<Record<string, unknown>>,
    request: PublicGraphRequest,
  ): Promise<PublicResult>;
}

export interface PublicGraphOptions {
  pipeline: Pipeline;
  /** Budgets of clients; undefined: there are none. */
  budgets?: Budgets | undefined;
  /** Authenticates the sender of these headers. @throws AuthenticationError */
  identify: (headers: Readonly<Record<string, string>>, address: string) => Promise<Actor> | Actor;
}

export function publicGraph({ pipeline, budgets, identify }: PublicGraphOptions): PublicGraph {
  return {
    async run(document, variables, request) {
      const { authorization, apiKey, address, signal, language, operationName, requestId, isOneOff } =
        request;
      const headers = {
        'accept-language': language,
        ...(authorization === undefined ? {} : { authorization }),
        ...(apiKey === undefined ? {} : { 'x-api-key': apiKey }),
        ...(requestId === undefined ? {} : { 'x-request-id': requestId }),
      };
      const anonymous = callerOf(headers, { newRequestId: randomUUID, diagnostics: false });
      try {
        const caller = { ...anonymous, actor: await identify(headers, address) };
        const account = budgets?.accountOf(caller.actor, address);
        account?.charge(COST_OF_REQUEST);
        const door = { isReadOnly: true, hasOwnDocument: true, isOneOff: isOneOff ?? false, signal, account };
        const operation = { query: document, variables, ...(operationName ? { operationName } : {}) };
        const answer = await pipeline.answer(operation, caller, door);
        const rateLimit = account?.state ? { rateLimit: account.state } : {};
        if (answer.kind === 'REFUSED') return { errors: answer.errors, status: answer.status, ...rateLimit };
        if (answer.kind === 'SUBSCRIBED')
          throw new Error('A subscription passed a door that takes no events.');
        return { ...(answer.result as PublicResult), ...rateLimit };
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        return refused(error, anonymous.language);
      }
    },
  };
}

/** Answer to an operation that did not reach the pipeline: its credentials or its budget did not suffice. */
function refused(error: GraphQLError, language: MessageLanguage): PublicResult {
  const { status, headers } = error as Partial<{ status: number; headers: Record<string, string> }>;
  return {
    errors: [shownIn(language, error)],
    status: status ?? statusOf([error], false),
    ...(headers ? { headers } : {}),
  };
}
