import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { withComment } from './sql.js';

describe('the name of a statement', () => {
  it.each([
    ['SELECT 1', 'SELECT /* notes: Note.byId */ 1'],
    ['WITH RECURSIVE a AS (SELECT 1)', 'WITH /* notes: Note.byId */ RECURSIVE a AS (SELECT 1)'],
    ['INSERT INTO a DEFAULT VALUES', 'INSERT /* notes: Note.byId */ INTO a DEFAULT VALUES'],
  ])('follows the first word of %s', (text, expected) =>
    expect(withComment('notes: Note.byId', text)).toBe(expected),
  );

  it.each(['', 'a */ b', 'a\nb', 'é', "a'b", '$1'])('%j cannot be one', (name) =>
    expect(() => withComment(name, 'SELECT 1')).toThrow('cannot name a statement'),
  );
});
