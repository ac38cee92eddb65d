import { expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { GRAPH } from '../../support/graph.js';

const audits = serverAudits({ url: `${GRAPH}/graphql`, fetchFn: fetch });

it('knows all 61 audits of GraphQL over HTTP', () => expect(audits).toHaveLength(61));

it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
  const { status, ...details } = await audit.fn();
  expect({ status, reason: 'reason' in details ? details.reason : undefined }).toEqual({
    status: 'ok',
    reason: undefined,
  });
});
