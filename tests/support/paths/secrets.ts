import type { CallerName } from './callers.js';

/** A secret, and the texts that reveal it. */
export interface Secret {
  /** Id of the entity, when its existence is secret. */
  id?: string;
  /** Texts such as `secret-message-mine-3`, which occur nowhere else. */
  markers: readonly string[];
  /** Callers that may see it, besides administrators. */
  for: readonly CallerName[];
}

/** Pattern of secret texts. */
export const MARKER = /secret-[a-z]+(?:-[a-z]+)*-\d+/g;
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** All secrets of a graph. */
export class Secrets {
  readonly #byToken = new Map<string, Secret>();
  /** Texts that nobody may see, not even administrators, such as hashes of keys. */
  readonly hiddenFromAll: string[] = [];
  #numbers = 0;

  /** Returns a new text that occurs nowhere else. */
  marker(kind: string): string {
    return `secret-${kind}-${(this.#numbers += 1)}`;
  }

  add(secret: Secret): void {
    for (const token of [...(secret.id ? [secret.id] : []), ...secret.markers])
      this.#byToken.set(token, { ...secret, for: [...secret.for, 'ADMINISTRATOR'] });
  }

  /** Ids that the caller must not see. */
  idsHiddenFrom(caller: CallerName): string[] {
    return this.ids().filter((id) => !this.maySee(caller, id));
  }

  ids(): string[] {
    return [...this.#byToken.keys()].filter((token) => !token.startsWith('secret-'));
  }

  /** Ids and texts that the caller may see. */
  shownTo(caller: CallerName): string[] {
    return [...this.#byToken.keys()].filter((token) => this.maySee(caller, token)).sort();
  }

  markers(): string[] {
    return [...this.#byToken.keys()].filter((token) => token.startsWith('secret-'));
  }

  maySee(caller: CallerName, token: string): boolean {
    return this.#byToken.get(token)?.for.includes(caller) ?? true;
  }

  /** Secrets in a text. */
  in(text: string): string[] {
    const tokens = [...(text.match(MARKER) ?? []), ...(text.toLowerCase().match(ID) ?? [])];
    return [...new Set(tokens)].filter((token) => this.#byToken.has(token));
  }

  /**
   * Secrets in a text that the caller must not see.
   * @param request text of the request, which an error may repeat
   */
  leaksIn(text: string, caller: CallerName, request = ''): string[] {
    const leaked = this.in(text).filter((token) => !this.maySee(caller, token) && !request.includes(token));
    return [...leaked, ...this.hiddenFromAll.filter((secret) => text.includes(secret))];
  }
}
