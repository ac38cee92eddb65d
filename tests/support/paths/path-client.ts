import { headersFor, type CallerName } from './callers.js';
import { differences, type Comparison } from './compare-by-id.js';
import type { Batch } from './document.js';
import { Observations } from './observations.js';
import type { PrivateWorld } from './private-world.js';
import { answered, type Answered } from './reading.js';
import type { GraphQLSchema } from 'graphql';

export interface Told extends Answered {
  text: string;
}

const CONCURRENCY = 4;

/** Asks as anybody, and notes what nobody should have been told. */
export class PathClient {
  readonly #leaks: { caller: CallerName; leak: string }[] = [];
  requests = 0;

  constructor(readonly world: PrivateWorld) {}

  async ask(caller: CallerName, query: string, variables: object = {}): Promise<Told> {
    const { graph, of, secrets } = this.world;
    const headers = await headersFor(caller, graph, of);
    const said = JSON.stringify({ query, variables });
    const response = await fetch(`${graph}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: said,
    });
    this.requests += 1;
    const text = await response.text();
    const { data, errors, extensions } = JSON.parse(text);
    const leaks = [
      ...secrets.leaksIn(JSON.stringify({ data }), caller),
      // An error may say again what was asked.
      ...secrets.leaksIn(JSON.stringify({ errors, extensions }), caller, said),
    ];
    for (const leak of leaks) this.#leaks.push({ caller, leak: `${leak} is told by ${said}` });
    return { text, ...answered({ data, errors }) };
  }

  /** What a caller has been told and should not have been. */
  leaksTo(caller: CallerName): string[] {
    return this.#leaks.flatMap((one) => (one.caller === caller ? [one.leak] : []));
  }

  /** @returns what was met, and what was said to each batch */
  async walk(
    caller: CallerName,
    batches: readonly Batch[],
  ): Promise<{ observations: Observations; texts: ReadonlyMap<Batch, string> }> {
    const observations = new Observations();
    const texts = new Map<Batch, string>();
    const waiting = [...batches];
    const work = async () => {
      for (let batch; (batch = waiting.shift());) {
        const told = await this.ask(caller, batch.query);
        if (/_(PARSE|VALIDATION)_FAILED|LIMIT_EXCEEDED|"INTERNAL"|UNAVAILABLE|TIMEOUT/.test(told.text))
          throw new Error(`${batch.query}: ${told.text}`);
        texts.set(batch, told.text);
        observations.take(batch, told);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    return { observations, texts };
  }

  /** What was met, beside what the caller is told by ids. */
  compare(caller: CallerName, observations: Observations, api: GraphQLSchema): Promise<Comparison> {
    return differences(observations, api, (query, variables) => this.ask(caller, query, variables));
  }
}
