import { ANONYMOUS } from '#kernel/auth';
import type { Logger } from 'pino';
import { readExamples } from '../operation/examples.js';
import type { Pipeline } from '../operation/pipeline.js';

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
    const caller = { actor: ANONYMOUS, language: 'FR' as const, requestId: `warm-up-${name}` };
    const answer = await pipeline.answer({ query, variables }, caller);
    const errors =
      answer.kind === 'REFUSED' ? answer.errors : answer.kind === 'EXECUTED' && answer.result.errors;
    if (errors) log.debug({ name, errors }, 'an example operation failed while warming up');
  }
  log.debug('warmed up');
}
