// Messages of graphql-transport-ws between a client and graphql-ws, which keeps operations by the id that the client chose,
// and so takes the late end of one for the end of the next that has its id. Each operation gets an id of its own here.

/** A message as JSON has it, before graphql-ws checks its shape. */
interface Message {
  type?: unknown;
  id?: unknown;
  payload?: unknown;
}

/** Beginning of the messages of an operation, as graphql-ws writes them. */
const OF_OPERATION = /^\{"id":"(\d+)","type":"(\w+)"/;

/** Id that no operation has. */
const NONE = '0';

/** Ids of the operations of one connection. */
export class OperationIds {
  #last = 0;
  /** Ids of operations under way for graphql-ws, by those of the client. */
  readonly #own = new Map<string, string>();
  /** The same the other way round. */
  readonly #ofClient = new Map<string, string>();

  /**
   * Translates a message of the client.
   * @returns the message for graphql-ws; the text as it is when it is none
   * @throws IdInUse for an operation with the id of one that is under way
   */
  received(text: string): unknown {
    let message: Message;
    try {
      message = JSON.parse(text) as Message;
    } catch {
      return text;
    }
    if (!isObject(message) || typeof message.id !== 'string' || !message.id) return message;
    if (message.type === 'subscribe')
      return { ...message, id: this.#begin(message.id), payload: withText(message.payload) };
    if (message.type === 'complete') return { ...message, id: this.#end(message.id) ?? NONE };
    return message;
  }

  /** Translates a message of graphql-ws. @returns undefined for one of an operation that the client has ended */
  sent(text: string): string | undefined {
    const [start, own, type] = OF_OPERATION.exec(text) ?? [];
    if (own === undefined) return text;
    const id = this.#ofClient.get(own);
    if (id === undefined) return undefined;
    if (type !== 'next') this.#end(id);
    return `{"id":${JSON.stringify(id)},"type":"${type}"${text.slice(start!.length)}`;
  }

  #begin(id: string): string {
    if (this.#own.has(id)) throw new IdInUse('An operation with this id is under way');
    const own = String((this.#last += 1));
    this.#own.set(id, own);
    this.#ofClient.set(own, id);
    return own;
  }

  #end(id: string): string | undefined {
    const own = this.#own.get(id);
    this.#own.delete(id);
    if (own !== undefined) this.#ofClient.delete(own);
    return own;
  }
}

/** An operation has the id of one that is under way. */
export class IdInUse extends Error {}

/** Gives an operation that is asked for by id an empty text, without which graphql-ws takes none. */
function withText(payload: unknown): unknown {
  if (!isObject(payload) || payload.query != null) return payload;
  const isById = typeof payload.documentId === 'string' || isObject(payload.extensions);
  return isById ? { ...payload, query: '' } : payload;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
