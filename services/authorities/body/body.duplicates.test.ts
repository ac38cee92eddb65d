import { describe, expect, it } from '@jest/globals';
import { bodyNameKey } from './body.duplicates.js';

describe('the key of the name of a body', () => {
  it.each([
    ['Syndicat mixte du Pays de Caux', 'SM Pays de Caux'],
    ['Syndicat Mixte Intercommunal de l’Eau', 'syndicat mixte de l eau'],
    ['Association des maires du Cher', 'ASSOCIATION MAIRES CHER'],
  ])('is the same for %s and %s', (one, other) => expect(bodyNameKey(one)).toBe(bodyNameKey(other)));

  it.each([
    ['Syndicat mixte du Pays de Caux', 'Syndicat mixte du Pays de Bray'],
    ['Association des maires du Cher', 'Association des maires du Gers'],
  ])('differs for %s and %s', (one, other) => expect(bodyNameKey(one)).not.toBe(bodyNameKey(other)));

  it('is never empty: a name of common words alone keeps them', () =>
    expect(bodyNameKey('Syndicat mixte')).toBe('syndicat mixte'));
});
