import type { Logger } from 'pino';
import { callerOf } from '../operation/caller.js';
import { readExamples } from '../operation/examples.js';
import { errorsIn, type Pipeline } from '../operation/pipeline.js';

/**
 * Executes the example operations once, so that the first clients find plans, compiled operations and connections ready.
 * Failures are only logged: readiness depends on the subgraphs, not on this.
 * @param isClosing whether the program shuts down, which then waits for one operation at most
 */
export async function warmUp(
  pipeline: Pick<Pipeline, 'answer'>,
  log: Logger,
  isClosing: () => boolean,
): Promise<void> {
  for (const { name, query, variables } of readExamples()) {
    if (isClosing()) return;
    const caller = callerOf({}, { newRequestId: () => `warm-up-${name}`, diagnostics: false });
    const answer = await pipeline.answer({ query, variables }, caller);
    const errors = errorsIn(answer);
    if (errors) log.debug({ name, errors }, 'an example operation failed while warming up');
  }
  log.debug('warmed up');
}
