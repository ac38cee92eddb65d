import type { CallerName } from './callers.js';

/** Something that not everybody may be told, and what gives it away. */
export interface Secret {
  /** Id of the thing, when that it is there at all is a secret. */
  id?: string;
  /** Texts such as `secret-message-mine-3`, found nowhere else. */
  markers: readonly string[];
  /** Who may be told; administrators always. */
  for: readonly CallerName[];
}

/** Any text that is secret. */
export const MARKER = /secret-[a-z]+(?:-[a-z]+)*-\d+/g;
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** All that is secret in a graph. */
export class Secrets {
  readonly #byToken = new Map<string, Secret>();
  /** Told to nobody, administrators included, such as hashes of keys. */
  readonly untold: string[] = [];
  #numbers = 0;

  /** A text that is found nowhere else. */
  marker(kind: string): string {
    return `secret-${kind}-${(this.#numbers += 1)}`;
  }

  add(secret: Secret): void {
    for (const token of [...(secret.id ? [secret.id] : []), ...secret.markers])
      this.#byToken.set(token, { ...secret, for: [...secret.for, 'ADMINISTRATOR'] });
  }

  /** Ids that the caller may not be told. */
  idsHiddenFrom(caller: CallerName): string[] {
    return this.ids().filter((id) => !this.maySee(caller, id));
  }

  ids(): string[] {
    return [...this.#byToken.keys()].filter((token) => !token.startsWith('secret-'));
  }

  /** Ids and texts that the caller may be told. */
  shownTo(caller: CallerName): string[] {
    return [...this.#byToken.keys()].filter((token) => this.maySee(caller, token)).sort();
  }

  markers(): string[] {
    return [...this.#byToken.keys()].filter((token) => token.startsWith('secret-'));
  }

  maySee(caller: CallerName, token: string): boolean {
    return this.#byToken.get(token)?.for.includes(caller) ?? true;
  }

  /** Secrets that a text has in it. */
  in(text: string): string[] {
    const tokens = [...(text.match(MARKER) ?? []), ...(text.toLowerCase().match(ID) ?? [])];
    return [...new Set(tokens)].filter((token) => this.#byToken.has(token));
  }

  /**
   * What a text tells that the caller may not know.
   * @param said what the caller has said: an error may say it again
   */
  leaksIn(text: string, caller: CallerName, said = ''): string[] {
    const told = this.in(text).filter((token) => !this.maySee(caller, token) && !said.includes(token));
    return [...told, ...this.untold.filter((secret) => text.includes(secret))];
  }
}
