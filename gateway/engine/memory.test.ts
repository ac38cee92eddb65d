import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { ours } from '../../tests/support/oracle/blank-graph.js';
import { SmallDocuments } from '../../tests/support/oracle/small-documents.js';
import { Engine } from './engine.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const MEGABYTE = 1_048_576;

/** Documents after which the caches are full. */
const FULL = 2_200;
const MORE = 2_000;
/** Memory of the documents beyond: without a bound, each would keep some 15 kB. */
const MAX_GROWTH = 10 * MEGABYTE;

it('keeps no more memory for documents that it has not seen, once its caches are full', () => {
  const schema = buildSchema(ours.api);
  const engine = new Engine({
    supergraph: ours.supergraph,
    schema,
    plan: () => Promise.reject(new Error('nothing is executed here')),
  });
  const documents = new SmallDocuments(schema);
  const heapAfter = (count: number) => {
    for (let number = 0; number < count; number += 1) engine.operation({ document: parse(documents.next()) });
    collect();
    return process.memoryUsage().heapUsed;
  };
  const full = heapAfter(FULL);
  expect(heapAfter(MORE) - full).toBeLessThan(MAX_GROWTH);
});
