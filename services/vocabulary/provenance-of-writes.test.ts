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

describe('the party', () => {
  const party = (who: Actor) => sourceLabel(who, 'event:write', 'the country group');

  it('is the one of the permission that is used, whatever roles there are', () => {
    const confined = { scope: 'event:write', of: 'a' };
    expect(party(actor(confined, { scope: 'call:write', of: null }))).toBe('the country group');
    expect(party(actor(confined, { scope: 'event:write', of: null }))).toBe('an administrator');
  });
});

describe('an edit', () => {
  const edit = (changes: object, sources = [known]) =>
    provenanceForEdit('the country group', { sources }, changes);

  it('adds its party to the sources, once and last', () => {
    expect(edit({}).sources).toEqual([known, own]);
    expect(edit({}, [own, known]).sources).toEqual([known, own]);
  });

  it('is of its day when it states something, and says nothing of how sure that is', () => {
    expect(Object.keys(edit({ note: 'n', name: undefined }))).toEqual(['sources']);
    expect(edit({ name: null })).toEqual({ sources: [known, own], asOf: provenanceForCreate('').asOf });
  });
});
