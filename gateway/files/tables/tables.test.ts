import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { documentationOf, documentationPage } from '../export/documentation.js';
import { isPublic, listsOf, operationOf } from './lists.js';
import { readerOf } from './selection.js';
import { TITLED, titleOf } from './titles.js';

const api = readFileSync(new URL('../../../../schema/api.graphql', import.meta.url), 'utf8');
const schema = buildSchema(api);
const lists = listsOf(schema);

describe('tables', () => {
  it('are all root connections of the schema', () => {
    const connections = Object.values(schema.getQueryType()!.getFields())
      .filter(({ type }) => String(type).includes('Connection'))
      .map(({ name }) => name);
    expect(connections.length).toBeGreaterThan(30);
    expect([...lists.keys()].sort()).toEqual(connections.sort());
    expect(lists.get('apiKeys')!.needs).toEqual(['access:write']);
    expect(lists.get('labelApplications')!.needs).toEqual([
      'label-application:write',
      'label-application:read',
    ]);
    expect(lists.get('accessRequests')!.needs).toEqual(['authenticated']);
    expect(isPublic(lists.get('partnerships')!)).toBe(true);
    expect(isPublic(lists.get('requestsFor')!)).toBe(false);
  });

  it.each([...lists.values()].map((list) => [list.name, list] as const))(
    '%s: its operations are valid, and its columns have names of their own, a meaning and two titles',
    (_, list) => {
      for (const operation of [
        operationOf(list, list.columns),
        operationOf(list, list.columns.slice(0, 1), true),
        ...(list.isCounted ? [operationOf(list, 'COUNT')] : []),
      ])
        expect(validate(schema, parse(operation))).toEqual([]);
      const names = list.columns.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(names.join()).toMatch(/^[A-Za-z0-9_,]+$/);
      for (const column of list.columns) {
        expect(column.description).toMatch(/\S{3}/);
        for (const language of ['fr', 'en'] as const) expect(titleOf(column, language)).toMatch(/^\S.*\S$/);
      }
    },
  );

  it('say where each row of the data set comes from', () => {
    const without = [...lists.values()]
      .filter(isPublic)
      .filter(({ columns }) => {
        const names = columns.map(({ name }) => name);
        return !['source', 'sourceLicence', 'asOf', 'confidence', 'link'].every((name) =>
          names.includes(name),
        );
      })
      .map(({ name }) => name);
    // A change is of the graph itself.
    expect(without).toEqual(['changes']);
  });

  it('have a French title for each word of a column', () => {
    const used = [...lists.values()].flatMap(({ columns }) => columns.flatMap(({ words }) => words));
    expect([...new Set(used)].filter((word) => !TITLED.includes(word))).toEqual([]);
  });

  it('have English words where a column is so new that it has no French title', () =>
    expect(titleOf({ words: ['country', 'flagColour'] }, 'fr')).toMatch(/^Pays.:.flag colour$/));

  it('have no title that nothing uses', () => {
    const used = new Set([...lists.values()].flatMap(({ columns }) => columns.flatMap(({ words }) => words)));
    expect(TITLED.filter((word) => !used.has(word))).toEqual([]);
  });

  it('are explained in both languages, without markup of the schema', () => {
    const { lists: explained } = documentationOf([...lists.values()], 'FR');
    expect(explained).toHaveLength(lists.size);
    for (const language of ['FR', 'EN'] as const) {
      const page = documentationPage([...lists.values()], language);
      expect(page).toContain(`<html lang="${language.toLowerCase()}">`);
      for (const name of lists.keys()) expect(page).toContain(`<section id="${name}">`);
      expect(page).not.toMatch(/<script|undefined|\[object/);
    }
  });
});

describe('a reader of a column', () => {
  const column = (path: string[]) => ({ ...lists.get('partnerships')!.columns[0]!, path });
  const read = (path: string[], row: object) => readerOf(column(path), (id) => `at/${id}`)(row as never);

  it('follows its path through objects and lists, and is null where there is nothing', () => {
    expect(read(['a'], { a: 1 })).toBe(1);
    expect(read(['a'], { a: null })).toBeNull();
    expect(read(['a', 'b'], { a: { b: false } })).toBe(false);
    expect(read(['a', 'b'], { a: null })).toBeNull();
    expect(read(['a', 'b'], { a: [{ b: 1 }, null, { b: null }] })).toEqual([1, null, null]);
    expect(read(['a', 'b', 'c'], { a: { b: { c: 'x' } } })).toBe('x');
    expect(read(['a', 'b', 'c'], { a: { b: null } })).toBeNull();
    expect(read([], { id: '7' })).toBe('at/7');
  });
});
