import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import type { PublicGraph } from '../../http/public-graph.js';
import { agendaOf } from './agenda.js';
import { changesFeed } from './feeds.js';

const api = readFileSync(new URL('../../../../schema/api.graphql', import.meta.url), 'utf8');
const caller = { language: 'fr', address: '192.0.2.1', signal: new AbortController().signal } as const;
const linkOf = (id: string) => `https://example.org/id/${id}`;
const page = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

it('a calendar names its country and its group', async () => {
  const names = { country: { name: 'Bénin' }, countryGroup: { name: 'Sahel' } };
  const graph: PublicGraph = {
    run: async (document) => ({ data: document.startsWith('query AgendaName') ? names : { page } }),
  };
  const request = { country: 'BJ', group: 'SAHEL', theme: undefined };
  const text = await agendaOf(request, { graph, caller, language: 'FR', linkOf, today: '2026-11-30' });
  const name = /X-WR-CALNAME:(.*(?:\r\n .*)*)/.exec(text)![1]!.replaceAll('\r\n ', '');
  expect(name).toMatch(/décentralisée.: Bénin\\?, Sahel$/);
});

it('a change links to its thing, and to the feed where that is gone', async () => {
  const change = { type: 'Country', changedAt: '2026-11-30T00:00:00Z' };
  const nodes = [
    { ...change, id: '1', entityId: 'a', operation: 'DELETED', entity: null },
    { ...change, id: '2', entityId: 'b', operation: 'UPDATED', entity: { id: 'b', Country_: 'Bénin' } },
  ];
  const graph: PublicGraph = { run: async () => ({ data: { page: { nodes } } }) };
  const self = 'https://example.org/changes.atom';
  const context = { graph, caller, language: 'FR', linkOf, origin: 'https://example.org', self } as const;
  const atom = await changesFeed(buildSchema(api), { ...context, rights: '' });
  expect(atom).toContain('Pays modifié : Bénin');
  expect(atom).toContain('https://example.org/id/b');
  expect(atom).not.toContain('https://example.org/id/a');
});
