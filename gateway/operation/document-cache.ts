import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Size of the cache in characters of documents; plans and compiled code add to each. */
const MAX_CHARACTERS = 400_000;
/** Most documents: even a short one keeps some 50 kB of plan and compiled code alive. */
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
