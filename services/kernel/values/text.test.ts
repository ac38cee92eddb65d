import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldText } from './text.js';

describe('foldText', () => {
  it.each([
    ['Évreux', 'evreux'],
    ['L’Haÿ-les-Roses', 'l hay les roses'],
    ['St-Denis', 'saint denis'],
    ['Ste Colombe', 'sainte colombe'],
    ['Bœuf', 'boeuf'],
    ["Val-d'Isère", 'val d isere'],
    ['Brest', 'brest'],
  ])('folds %s to %s', (text, folded) => expect(foldText(text)).toBe(folded));

  it('folds ASCII as any other text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        // A combining accent at the end, which is dropped, makes it a text beyond ASCII.
        expect(foldText(`${text} x`)).toBe(foldText(`${text} x\u0301`));
      }),
      { examples: [["St-Denis, Ste  d'Ys & Cie (93)"]] },
    );
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => foldText(foldText(text)) === foldText(text)),
    );
  });
});
