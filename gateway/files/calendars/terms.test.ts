import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, isEnumType, isInterfaceType } from 'graphql';
import { EVENT_KIND_MESSAGES, TYPE_MESSAGES } from './terms.messages.js';
import { changeTitle, eventKindName, typeName } from './terms.js';

const api = readFileSync(new URL('../../../../schema/api.graphql', import.meta.url), 'utf8');
const schema = buildSchema(api);

describe('the words of calendars and feeds', () => {
  it('name each type of the graph that may change, and no other', () => {
    const node = schema.getType('Node');
    if (!isInterfaceType(node)) throw new Error('Node is no interface');
    const types = schema.getPossibleTypes(node).map(({ name }) => name);
    expect(types.length).toBeGreaterThan(20);
    expect(Object.keys(TYPE_MESSAGES).sort()).toEqual(types.sort());
  });

  it('name each kind of event, and no other', () => {
    const kinds = schema.getType('EventKind');
    if (!isEnumType(kinds)) throw new Error('EventKind is no enum');
    expect(Object.keys(EVENT_KIND_MESSAGES).sort()).toEqual(
      kinds
        .getValues()
        .map(({ name }) => name)
        .sort(),
    );
    expect(eventKindName('COUNTRY_GROUP_MEETING', 'FR')).toBe('Réunion de groupe-pays');
  });

  it.each([
    ['CREATED', 'NewsItem', 'Nouvelle actualité : x', 'New news item: x'],
    ['CREATED', 'CallForProjects', 'Nouvel appel à projets : x', 'New call for projects: x'],
    ['CREATED', 'Partnership', 'Nouveau partenariat : x', 'New partnership: x'],
    ['UPDATED', 'Country', 'Pays modifié : x', 'Changed country: x'],
    ['UPDATED', 'Authority', 'Collectivité modifiée : x', 'Changed authority: x'],
    ['DELETED', 'Event', 'Rencontre supprimée : x', 'Removed event: x'],
    ['DELETED', 'Label', 'Label supprimé : x', 'Removed label: x'],
    ['UPDATED', 'Unheard', 'Unheard modifié : x', 'Changed Unheard: x'],
    ['CREATED', 'constructor', 'Nouveau constructor : x', 'New constructor: x'],
  ])('%s %s: %s', (operation, type, fr, en) => {
    const plain = (text: string) => text.replaceAll(/[\u00A0\u202F]/g, ' ');
    expect(plain(changeTitle(operation, type, 'x', 'FR'))).toBe(fr);
    expect(changeTitle(operation, type, 'x', 'EN')).toBe(en);
    expect(typeName(type, 'EN')).toMatch(/\S/);
  });
});
