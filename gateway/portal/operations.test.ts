import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { readPageOperations } from '../operation/examples.js';
import { PAGES } from './pages/index.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const schema = buildSchema(readFileSync(`${root}schema/api.graphql`, 'utf8'), { assumeValid: true });
const operations = readPageOperations();

describe('the operations of pages', () => {
  it.each(operations.map((operation) => [operation.name, operation.query] as const))(
    '%s: is valid on the public schema',
    (_, query) => {
      expect(validate(schema, parse(query))).toEqual([]);
    },
  );

  it('are one for each page that asks the graph, and those of the sitemap and of suggestions', () => {
    const names = PAGES.flatMap(({ operation }) => (operation ? [`page-${operation}`] : []));
    const others = [
      'page-suggest',
      ...['', '-abroad', '-authorities', '-partnerships'].map((part) => `page-sitemap${part}`),
    ];
    expect(operations.map(({ name }) => name).sort()).toEqual([...names, ...others].sort());
  });
});
