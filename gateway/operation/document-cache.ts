import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Size of the cache in characters of documents. */
const MAX_CHARACTERS = 400_000;
/** Most documents; their plans are bounded by the engine. */
const MAX_DOCUMENTS = 1_000;

/** LRU cache of parsed and valid documents, by their text. */
export class DocumentCache {
  readonly #byText: LRUCache<string, DocumentNode>;

  constructor({ maxCharacters = MAX_CHARACTERS, maxDocuments = MAX_DOCUMENTS } = {}) {
    this.#byText = new LRUCache({
      max: maxDocuments,
      maxSize: maxCharacters,
      sizeCalculation: (_document, text) => Math.max(text.length, 1),
    });
  }

  get size(): number {
    return this.#byText.size;
  }

  get(text: string): DocumentNode | undefined {
    return this.#byText.get(text);
  }

  keep(text: string, document: DocumentNode): void {
    this.#byText.set(text, document);
  }
}
