import { headersFor, type CallerName } from './callers.js';
import { differences, type Comparison } from './compare-by-id.js';
import type { Batch } from './document.js';
import { Observations } from './observations.js';
import type { PrivateWorld } from './private-world.js';
import { answered, type Answered } from './reading.js';
import type { GraphQLSchema } from 'graphql';

export interface PathResponse extends Answered {
  text: string;
}

const CONCURRENCY = 4;

/** Executes operations as any caller, and records leaks. */
export class PathClient {
  readonly #leaks: { caller: CallerName; leak: string }[] = [];
  requests = 0;

  constructor(readonly world: PrivateWorld) {}

  async ask(caller: CallerName, query: string, variables: object = {}): Promise<PathResponse> {
    const { graph, of, secrets } = this.world;
    const headers = await headersFor(caller, graph, of);
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${graph}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    this.requests += 1;
    const text = await response.text();
    const { data, errors, extensions } = JSON.parse(text);
    const leaks = [
      ...secrets.leaksIn(JSON.stringify({ data }), caller),
      // An error may repeat the request.
      ...secrets.leaksIn(JSON.stringify({ errors, extensions }), caller, body),
    ];
    for (const leak of leaks) this.#leaks.push({ caller, leak: `${leak} is shown by ${body}` });
    return { text, ...answered({ data, errors }) };
  }

  /** Secrets that reached a caller without permission. */
  leaksTo(caller: CallerName): string[] {
    return this.#leaks.flatMap((found) => (found.caller === caller ? [found.leak] : []));
  }

  /** Executes batches. @returns the observations, and the response to each batch */
  async walk(
    caller: CallerName,
    batches: readonly Batch[],
  ): Promise<{ observations: Observations; texts: ReadonlyMap<Batch, string> }> {
    const observations = new Observations();
    const texts = new Map<Batch, string>();
    const waiting = [...batches];
    const work = async () => {
      for (let batch; (batch = waiting.shift());) {
        const answer = await this.ask(caller, batch.query);
        if (/_(PARSE|VALIDATION)_FAILED|LIMIT_EXCEEDED|"INTERNAL"|UNAVAILABLE|TIMEOUT/.test(answer.text))
          throw new Error(`${batch.query}: ${answer.text}`);
        texts.set(batch, answer.text);
        observations.take(batch, answer);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    return { observations, texts };
  }

  /** Compares observations on paths with reads by id. */
  compare(caller: CallerName, observations: Observations, api: GraphQLSchema): Promise<Comparison> {
    return differences(observations, api, (query, variables) => this.ask(caller, query, variables));
  }
}
