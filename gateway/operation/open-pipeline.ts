import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import type { Logger } from 'pino';
import { IsolatedPlanner } from '../engine/index.js';
import { hashOf } from './document-ids.js';
import type { Feeds } from './answers/feeds.js';
import { readShipped } from './examples.js';
import type { Limits } from './limits.js';
import { Pipeline, type PipelineOptions } from './pipeline.js';

const SCHEMA = new URL('../../../schema/', import.meta.url);

/** Settings of the pipeline; those of the program have all of them. */
export type PipelineSettings = Limits &
  Pick<PipelineOptions, 'introspection' | 'requestTimeoutMs'> & {
    trustedDocumentsOnly: boolean;
    answerCacheMb: number;
  };

/**
 * Opens the pipeline of this project's graph, with its planner.
 * @param feeds by which answers are kept; none are when it is absent
 * @returns also the planner, which the caller closes
 */
export function openPipeline(
  settings: PipelineSettings,
  clients: PipelineOptions['clients'],
  log: Logger,
  {
    supergraph = read('supergraph.graphql'),
    api = read('api.graphql'),
    feeds,
  }: { supergraph?: string; api?: string; feeds?: Feeds | undefined } = {},
): { pipeline: Pipeline; planner: IsolatedPlanner } {
  const planner = new IsolatedPlanner(supergraph);
  const pipeline = new Pipeline({
    ...settings,
    supergraph,
    api,
    clients,
    plan: (text) => planner.plan(text),
    limits: settings,
    trusted: trustedDocuments(),
    trustedOnly: settings.trustedDocumentsOnly,
    answers:
      feeds && settings.answerCacheMb > 0
        ? { feeds, maxBytes: settings.answerCacheMb * 1_048_576 }
        : undefined,
    log,
  });
  return { pipeline, planner };
}

const read = (file: string) => readFileSync(new URL(file, SCHEMA), 'utf8');

/** Names of the trusted operations. */
export function knownOperations(): Set<string> {
  return new Set(
    readShipped().flatMap(({ query }) =>
      parse(query).definitions.flatMap((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION && definition.name ? [definition.name.value] : [],
      ),
    ),
  );
}

/** The operations of `schema/operations` and of the pages of the portal, by name and by the hash of their text. */
function trustedDocuments(): Map<string, string> {
  return new Map(
    readShipped().flatMap(({ name, query }) => [
      [name, query],
      [`sha256:${hashOf(query)}`, query],
    ]),
  );
}
