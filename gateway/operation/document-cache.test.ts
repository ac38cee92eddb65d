import { expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { DocumentCache } from './document-cache.js';

const document = parse('{ a }');

it('keeps as many documents as fit, those used last', () => {
  const documents = new DocumentCache({ maxCharacters: 30 });
  for (const text of ['{ aaaaaa }', '{ bbbbbb }', '{ cccccc }']) documents.keep(text, document);
  expect(documents.get('{ aaaaaa }')).toBe(document);
  documents.keep('{ dddddd }', document);
  expect(documents.get('{ bbbbbb }')).toBeUndefined();
  expect(documents.get('{ aaaaaa }')).toBe(document);
  expect(documents.size).toBe(3);
});

it('counts a document once, and keeps none that is larger than all', () => {
  const documents = new DocumentCache({ maxCharacters: 30 });
  for (let time = 0; time < 5; time += 1) documents.keep('{ aaaaaa }', document);
  expect(documents.size).toBe(1);
  documents.keep(`{ ${'b'.repeat(40)} }`, document);
  expect(documents.size).toBe(1);
  expect(documents.get('{ aaaaaa }')).toBe(document);
});
