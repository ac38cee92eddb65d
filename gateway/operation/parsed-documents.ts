import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { DocumentNode } from 'graphql';

/** Characters of all documents that are kept. A document holds its plan and compiled code too, some 250 bytes for each. */
const KEPT_CHARACTERS = 400_000;

/** The documents asked last, as many as fit. */
export class Documents {
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
 * Keeps valid documents, and with them their plans, instead of Yoga's cache: that one counts 1024 documents whatever
 * their size, which is 2 GB when each is as large as it may be, and it cannot be configured through the runtime.
 */
export function keepDocuments(documents: Documents): GatewayPlugin {
  const valid = new WeakSet<DocumentNode>();
  const plugin: GatewayPlugin & { onPluginInit(init: { plugins: object[] }): void } = {
    onPluginInit({ plugins }) {
      const yogas = plugins.findIndex((other) => Object.keys(other ?? {}).join() === 'onParse,onValidate');
      if (yogas < 0)
        throw new Error(
          'The document cache of GraphQL Yoga was not found: it looks different in this version',
        );
      plugins.splice(yogas, 1);
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
