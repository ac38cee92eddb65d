import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { asRequestError } from './errors.js';

/** Operation as clients send it. */
export interface OperationRequest {
  query?: string | null | undefined;
  /** Id of a trusted document, in place of its text. */
  documentId?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  operationName?: string | null | undefined;
  extensions?: Record<string, unknown> | null | undefined;
}

/** Capacity for the texts that clients register, in characters. */
const MAX_REGISTERED_CHARACTERS = 2_000_000;

export interface DocumentIdOptions {
  trusted: ReadonlyMap<string, string>;
  trustedOnly: boolean;
}

/** Id of a document by its content, as in `documentId`. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Documents by id: trusted ones (`documentId`), and those that clients register by their hash ("automatic persisted
 * queries" of Apollo: `extensions.persistedQuery`).
 */
export class DocumentIds {
  readonly #trustedTexts: ReadonlySet<string>;
  readonly #registered = new LRUCache<string, string>({
    maxSize: MAX_REGISTERED_CHARACTERS,
    sizeCalculation: (text) => Math.max(text.length, 1),
  });

  constructor(private readonly options: DocumentIdOptions) {
    this.#trustedTexts = new Set(options.trusted.values());
  }

  /**
   * Returns the text of a request.
   * @throws BAD_USER_INPUT without a text, or when text and hash differ
   * @throws NOT_FOUND for an unknown id
   * @throws PERSISTED_QUERY_NOT_FOUND for a hash that nobody has registered: the client sends the text then
   * @throws FORBIDDEN for a document that is not trusted where only those are
   */
  textOf({ query, documentId, extensions }: OperationRequest): string {
    if (documentId) return this.#trustedText(documentId);
    const hash = persistedHash(extensions);
    if (hash !== undefined && !query) return this.#registeredText(hash);
    if (typeof query !== 'string')
      throw asRequestError('There is no operation.', {
        code: 'BAD_USER_INPUT',
        argument: 'query',
        expected: 'the text of an operation, or a documentId',
      });
    if (this.options.trustedOnly && !this.#trustedTexts.has(query))
      throw asRequestError('This graph executes trusted documents only: expected a documentId of one.', {
        code: 'FORBIDDEN',
        argument: 'query',
        expected: 'a trusted document',
      });
    if (hash !== undefined && hashOf(query) !== hash)
      throw asRequestError('The hash is not that of the query.', {
        code: 'BAD_USER_INPUT',
        argument: 'extensions.persistedQuery.sha256Hash',
        expected: 'the SHA-256 of the query, in hexadecimal',
      });
    return query;
  }

  /** Keeps the text of a valid request under the hash that it names. */
  register({ query, documentId, extensions }: OperationRequest): void {
    const hash = persistedHash(extensions);
    if (hash !== undefined && query && !documentId) this.#registered.set(hash, query);
  }

  #trustedText(documentId: string): string {
    const text = this.options.trusted.get(documentId);
    if (text !== undefined) return text;
    throw asRequestError('There is no trusted document with this id.', {
      code: 'NOT_FOUND',
      argument: 'documentId',
      expected: 'the id of a trusted document, such as sha256:… of its text',
    });
  }

  #registeredText(hash: string): string {
    const text = this.#registered.get(hash);
    if (text !== undefined && (!this.options.trustedOnly || this.#trustedTexts.has(text))) return text;
    // Apollo clients look for this message or this code.
    throw asRequestError('PersistedQueryNotFound', { code: 'PERSISTED_QUERY_NOT_FOUND' });
  }
}

function persistedHash(extensions: OperationRequest['extensions']): string | undefined {
  const persisted = extensions?.persistedQuery as { version?: unknown; sha256Hash?: unknown } | undefined;
  return persisted?.version === 1 && typeof persisted.sha256Hash === 'string'
    ? persisted.sha256Hash.toLowerCase()
    : undefined;
}
