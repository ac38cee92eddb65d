import { describe, expect, it } from '@jest/globals';
import { readExamples } from '../../../gateway/operation/examples.js';
import { questions } from '../../bench/questions/index.js';
import { ask } from '../../support/graph.js';

/** SQL statements (at most) and subgraph requests of each question. More is a regression. */
const BUDGET: Record<string, [statements: number, requests: number]> = {
  q01: [5, 6],
  q02: [2, 1],
  q03: [4, 1],
  q04: [1, 1],
  // The website of the authority is in its contact.
  q05: [5, 2],
  q06: [3, 2],
  q07: [1, 2],
  q08: [5, 3],
  q09: [5, 2],
  q10: [2, 2],
  q11: [5, 4],
  q12: [1, 1],
  q13: [6, 2],
  q14: [5, 5],
  q15: [2, 2],
  q16: [2, 2],
  q17: [1, 3],
  q18: [9, 7],
  q19: [3, 3],
  q20: [2, 2],
  q21: [5, 2],
  q22: [1, 2],
  q23: [4, 3],
  q25: [4, 1],
};

/** SQL statements of each question of the benchmark, at most. */
const BENCH_BUDGET: Record<string, number> = {
  q01: 5,
  'q01-facets': 6,
  search: 2,
  suggest: 1,
  statistics: 1,
  page: 8,
  changes: 5,
};

const paged = readExamples().filter(({ query }) => query.includes('$first'));

describe('SQL statements of a question', () => {
  it.each(paged.map((example) => [example.name, example] as const))(
    '%s: as many statements for 100 rows as for 10',
    async (_, { query, variables }) => {
      const [few, many] = await Promise.all([10, 100].map((first) => ask(query, { ...variables, first })));
      expect(few!.errors).toEqual([]);
      expect(many!.errors).toEqual([]);
      expect(many!.statistics).toEqual(few!.statistics);
      expect(few!.statistics.sqlStatements).toBeGreaterThan(0);
    },
  );

  it.each(readExamples().map((example) => [example.name, example] as const))(
    '%s: within its budget',
    async (name, { query, variables }) => {
      const { statistics, errors } = await ask(query, variables);
      expect(errors).toEqual([]);
      const [statements, requests] = BUDGET[name.slice(0, 3)] ?? [0, 0];
      expect(statistics.sqlStatements).toBeLessThanOrEqual(statements);
      expect(statistics.subgraphRequests).toBe(requests);
    },
  );

  it.each(questions.map((question) => [question.name, question.graph] as const))(
    'of the benchmark, %s: within its budget',
    async (name, { query, variables }) => {
      const { statistics, errors } = await ask(query, variables);
      expect(errors).toEqual([]);
      expect(statistics.sqlStatements).toBeGreaterThan(0);
      expect(statistics.sqlStatements).toBeLessThanOrEqual(BENCH_BUDGET[name]!);
    },
  );

  it.each([
    ['authorities', '{ expertises(first: 60) { nodes { authority { name population kind } } } }', 2],
    ['partnerships', '{ expertises(first: 60) { nodes { evidence { kind startYear } } } }', 2],
    // Themes and countries are cached in memory.
    ['themes', '{ partnerships(first: 60) { nodes { themes { name } } } }', 1],
    ['countries', '{ partnerships(first: 60) { nodes { country { name alpha3 } } } }', 1],
  ])('at most one statement for all %s of a fetch', async (_, query, statements) => {
    const { statistics, errors } = await ask(query);
    expect(errors).toEqual([]);
    expect(statistics).toMatchObject({ subgraphRequests: 2, sqlStatements: statements });
  });

  it('100 ids of five types: one statement for each type, and one to check that they exist', async () => {
    const { data } = await ask(
      '{ authorities(first: 20) { nodes { id } } themes(first: 20) { nodes { id } } events(first: 20) { nodes { id } } countries(first: 20) { nodes { id } } partnerships(first: 20) { nodes { id } } }',
    );
    const ids = Object.values(data as Record<string, { nodes: { id: string }[] }>).flatMap(({ nodes }) =>
      nodes.map(({ id }) => id),
    );
    const answer = await ask(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Authority { name } ... on Theme { code } ... on Event { startDate } ... on Country { alpha3 } ... on Partnership { kind } } }',
      { ids },
    );
    expect(answer.errors).toEqual([]);
    expect(answer.data.nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(answer.statistics.sqlStatements).toBeLessThanOrEqual(10);
  });
});
