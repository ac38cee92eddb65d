import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { costsIn } from '../../../gateway/operation/costs.js';

/** Costs of fields as the gateway counts them. */
export const COSTS = costsIn(
  parse(readFileSync(new URL('../../../../schema/supergraph.graphql', import.meta.url), 'utf8')),
);
