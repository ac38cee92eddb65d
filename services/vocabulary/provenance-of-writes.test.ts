import { describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '#kernel/auth';
import { provenanceForEdit, provenanceForCreate, sourceLabel } from './provenance-of-writes.js';

const known = { title: 'A page', url: null, licence: null };
const own = { title: 'Entered in Passerelle by the country group', url: null, licence: null };
const actor = (...permissions: Actor['permissions']): Actor => ({
  ...ANONYMOUS,
  roles: ['GROUP_MANAGER', 'REVIEWER', 'ANALYST'],
  permissions,
});

describe('the label of the party', () => {
  const labelFor = (author: Actor) => sourceLabel(author, 'event:write', 'the country group');

  it('depends on the permission that is used, not on the roles', () => {
    const confined = { scope: 'event:write', of: 'a' };
    expect(labelFor(actor(confined, { scope: 'call:write', of: null }))).toBe('the country group');
    expect(labelFor(actor(confined, { scope: 'event:write', of: null }))).toBe('an administrator');
  });
});

describe('an edit', () => {
  const edit = (changes: object, sources = [known]) =>
    provenanceForEdit('the country group', { sources }, changes);

  it('adds its party to the sources, once and last', () => {
    expect(edit({}).sources).toEqual([known, own]);
    expect(edit({}, [own, known]).sources).toEqual([known, own]);
  });

  it('sets the date when it changes the statement, and never the confidence', () => {
    expect(Object.keys(edit({ note: 'n', name: undefined }))).toEqual(['sources']);
    expect(edit({ name: null })).toEqual({ sources: [known, own], asOf: provenanceForCreate('').asOf });
  });
});
