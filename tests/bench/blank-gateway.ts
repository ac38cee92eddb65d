import { ANONYMOUS } from '#kernel/auth';
import { pino } from 'pino';
import { openPipeline } from '../../gateway/operation/open-pipeline.js';
import { errorsIn } from '../../gateway/operation/pipeline.js';
import { readConfig } from '../../gateway/settings/config.js';
import { blankClients } from '../support/oracle/blank-graph.js';

/** The pipeline of the gateway over subgraphs that need no database, for measurements in this process. */
export function openBlankGateway(
  environment: Record<string, string>,
  options: Parameters<typeof openPipeline>[3] = {},
) {
  const config = readConfig({ PORT: '0', ...environment });
  const { pipeline, planner } = openPipeline(config, blankClients(), pino({ level: 'silent' }), options);
  // The planning process does not keep this one alive.
  const alive = setInterval(() => {}, 60_000);
  const caller = { actor: ANONYMOUS, language: 'FR', requestId: 'bench' } as const;
  return {
    /** Starts the planning process, which otherwise starts with the first operation. */
    start: () => planner.start(),
    /** Answers an operation. @returns the code of its first error; `OK` without one */
    async outcomeOf(query: string): Promise<string> {
      const [error] = errorsIn(await pipeline.answer({ query }, caller)) ?? [];
      return String(error?.extensions.code ?? 'OK');
    },
    async close(): Promise<void> {
      await planner.close();
      clearInterval(alive);
    },
  };
}
