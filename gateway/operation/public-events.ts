import type { ExecutionResult } from 'graphql';

/** Events of one subscription as clients get them. */
export class PublicEvents implements AsyncIterableIterator<ExecutionResult> {
  #isOver = false;

  constructor(
    private readonly events: AsyncIterableIterator<ExecutionResult>,
    private readonly toPublic: (event: ExecutionResult) => ExecutionResult,
  ) {}

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    try {
      const { done, value } = (await this.events.next()) as IteratorResult<ExecutionResult, undefined>;
      if (done || this.#isOver) return await this.return();
      const event = this.toPublic(value);
      // Only an error that ends the subscription comes without data.
      if (value.data === undefined && event.errors?.length) throw event.errors[0]!;
      return { done: false, value: event };
    } catch (error) {
      return this.throw(error);
    }
  }

  async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    this.#isOver = true;
    await this.events.return?.();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<never> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
