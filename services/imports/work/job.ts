import { setTimeout as sleep } from 'node:timers/promises';
import type { JobDefinition, JobTools } from '#kernel/scheduler';
import { ImportFault, failureOf } from '../import/import-failure.js';
import { ImportState } from '../import/import-state.js';
import type { ImportEntity } from '../import/import.entity.js';
import { SubgraphAway, SubgraphQuestions } from '../matching/subgraph-questions.js';
import { permittedWorker } from './permitted-worker.js';
import { stepOfApplying } from './apply-step.js';
import { stepOfPreview } from './preview-step.js';
import { stepOfReading } from './read-step.js';
import { stepOfUndoing } from './undo-step.js';
import { wakeUp } from './wake-up.js';
import {
  StepSuperseded,
  beginStep,
  callerOf,
  moveOn,
  readerOf,
  releaseStep,
  waitingImports,
} from './work-queue.js';

/** Subgraphs that imports read and write. */
export const CALLS = [
  'access',
  'authorities',
  'cooperations',
  'country-groups',
  'expertises',
  'search',
] as const;

/** Interval in milliseconds of looking for work that another process was told of. */
const POLL_MS = 1_000;
/** Wait in milliseconds after a failure that passes, such as of a subgraph that starts. */
const RETRY_MS = 2_000;
/** Attempts at one step: one that ends its process each time must not do so for ever. */
const MAX_ATTEMPTS = 5;

/** What a step works with. */
export interface StepTools extends JobTools {
  found: ImportEntity;
  questions: SubgraphQuestions;
}
type Step = (tools: StepTools) => Promise<void>;

const STEPS: Readonly<Partial<Record<ImportState, Step>>> = {
  [ImportState.READING]: stepOfReading,
  [ImportState.PREVIEWING]: stepOfPreview,
  [ImportState.APPLYING]: stepOfApplying,
  [ImportState.UNDOING]: stepOfUndoing,
};

/** Where a work rests when its importer stops it, to go on from there when it is asked for again. */
const STOPS_IN: Readonly<Partial<Record<ImportState, ImportState>>> = {
  [ImportState.PREVIEWING]: ImportState.READ,
  [ImportState.APPLYING]: ImportState.PREVIEWED,
  [ImportState.UNDOING]: ImportState.APPLIED,
};

/** Takes one step of one import. What a step has done stays done: a killed process goes on with the next one. */
async function step(tools: JobTools, waiting: ImportEntity): Promise<void> {
  const begun = await beginStep(tools, waiting);
  if (!begun) return;
  const found = { ...waiting, fence: begun.fence };
  try {
    const rest = found.isStopping ? STOPS_IN[found.state] : undefined;
    if (rest) return await moveOn(tools, found, rest);
    if (begun.attempts > MAX_ATTEMPTS)
      return await moveOn(tools, found, ImportState.FAILED, failureOf('INTERNAL'));
    const worker = await permittedWorker(tools.clients, found, tools.signal);
    const questions = new SubgraphQuestions(tools.clients, callerOf(found, worker), tools.signal);
    await STEPS[found.state]!({ ...tools, found, questions });
  } catch (error) {
    tools.signal.throwIfAborted();
    if (error instanceof ImportFault) return moveOn(tools, found, ImportState.FAILED, error.failure);
    if (error instanceof StepSuperseded)
      return tools.log.info({ import: found.id }, `${error.message}: its results are left out`);
    tools.log.warn({ err: error, import: found.id }, 'a step of the import failed; it is tried again');
    if (error instanceof SubgraphAway)
      await releaseStep(tools, found).catch((reason: unknown) => {
        if (!(reason instanceof StepSuperseded)) throw reason;
      });
    await sleep(RETRY_MS, undefined, { signal: tools.signal }).catch(() => {});
  }
}

/** Works on the imports that wait, a step of each in turn, so that a large one does not hold up the others; never ends. */
export const importWork: JobDefinition = {
  name: 'imports',
  everySeconds: 60,
  async run(tools) {
    const reader = readerOf(tools);
    for (;;) {
      tools.signal.throwIfAborted();
      const waiting = await waitingImports(reader);
      for (const found of waiting) {
        tools.signal.throwIfAborted();
        await step(tools, found);
      }
      if (!waiting.length) await wakeUp.wait(POLL_MS);
    }
  },
};
