import type { PublicGraph, PublicGraphRequest } from '../../http/public-graph.js';
import { Problem } from '../problem.js';

/** The data set as the graph describes it. */
export interface Dataset {
  version: string;
  releasedOn: string;
  licence: string;
  licenceUrl: string;
  /** Licence statement in both languages. */
  statement: { fr: string; en: string };
}

const DATASET = `query Dataset { dataset { version releasedOn licence licenceUrl fr: statement(lang: FR) en: statement(lang: EN) } }`;

/** @throws Problem when the graph does not answer */
export async function readDataset(graph: PublicGraph, caller: PublicGraphRequest): Promise<Dataset> {
  const result = await graph.run(DATASET, {}, caller);
  const dataset = result.data?.dataset as
    (Omit<Dataset, 'statement'> & { fr: string; en: string }) | null | undefined;
  if (!dataset || result.errors?.length) throw Problem.ofResult(result);
  const { fr, en, ...rest } = dataset;
  return { ...rest, statement: { fr, en } };
}
