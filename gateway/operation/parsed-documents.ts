import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { DocumentNode } from 'graphql';

/** Size of the cache in characters of documents; plan and compiled code add some 250 bytes for each character. */
const KEPT_CHARACTERS = 400_000;

/** LRU cache of parsed and valid documents, by their text. */
export class DocumentCache {
  readonly #byText = new Map<string, DocumentNode>();
  #characters = 0;

  constructor(private readonly most = KEPT_CHARACTERS) {}

  get size(): number {
    return this.#byText.size;
  }

  get(text: string): DocumentNode | undefined {
    const document = this.#byText.get(text);
    if (document) {
      this.#byText.delete(text);
      this.#byText.set(text, document);
    }
    return document;
  }

  keep(text: string, document: DocumentNode): void {
    if (this.#byText.has(text)) return;
    this.#byText.set(text, document);
    this.#characters += text.length;
    for (const [oldest] of this.#byText) {
      if (this.#characters <= this.most) break;
      this.#byText.delete(oldest);
      this.#characters -= oldest.length;
    }
  }
}

/**
 * Caches valid documents, and with them their plans, in place of Yoga's cache, which the runtime cannot configure: that one
 * holds 1024 documents whatever their size, up to 2 GB.
 */
export function documentCachePlugin(documents: DocumentCache): GatewayPlugin {
  const valid = new WeakSet<DocumentNode>();
  const plugin: GatewayPlugin & { onPluginInit(init: { plugins: object[] }): void } = {
    onPluginInit({ plugins }) {
      const index = plugins.findIndex((other) => Object.keys(other ?? {}).join() === 'onParse,onValidate');
      if (index < 0)
        throw new Error('The document cache of GraphQL Yoga was not found: its version has changed');
      plugins.splice(index, 1);
    },
    onParse({ params, setParsedDocument }) {
      const document = documents.get(String(params.source));
      if (document) setParsedDocument(document);
    },
    onValidate({ params: { documentAST }, setResult, context }) {
      if (valid.has(documentAST)) return setResult([]);
      return ({ valid: isValid }) => {
        if (!isValid) return;
        valid.add(documentAST);
        documents.keep((context as { params?: { query?: string } }).params?.query ?? '', documentAST);
      };
    },
  };
  return plugin as GatewayPlugin;
}
