import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { expectedOfOperation, operationText, requestError } from './errors.js';

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
      throw requestError('BAD_USER_INPUT', operationText('NO_OPERATION'), {
        argument: 'query',
        expected: expectedOfOperation('TEXT_OR_ID'),
      });
    if (this.options.trustedOnly && !this.#trustedTexts.has(query))
      throw requestError('FORBIDDEN', operationText('TRUSTED_ONLY'), {
        argument: 'query',
        expected: expectedOfOperation('TRUSTED_DOCUMENT'),
      });
    if (hash !== undefined && hashOf(query) !== hash)
      throw requestError('BAD_USER_INPUT', operationText('WRONG_HASH'), {
        argument: 'extensions.persistedQuery.sha256Hash',
        expected: expectedOfOperation('HASH'),
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
    throw requestError('NOT_FOUND', operationText('UNKNOWN_DOCUMENT'), {
      argument: 'documentId',
      expected: expectedOfOperation('TRUSTED_ID'),
    });
  }

  #registeredText(hash: string): string {
    const text = this.#registered.get(hash);
    if (text !== undefined && (!this.options.trustedOnly || this.#trustedTexts.has(text))) return text;
    throw requestError('PERSISTED_QUERY_NOT_FOUND', operationText('PERSISTED_QUERY_NOT_FOUND'));
  }
}

function persistedHash(extensions: OperationRequest['extensions']): string | undefined {
  const persisted = extensions?.persistedQuery as { version?: unknown; sha256Hash?: unknown } | undefined;
  return persisted?.version === 1 && typeof persisted.sha256Hash === 'string'
    ? persisted.sha256Hash.toLowerCase()
    : undefined;
}
