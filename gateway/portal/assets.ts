import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const FOLDER = new URL('../../../gateway/portal/assets/', import.meta.url);

/** Response to a request for a file of the portal. */
export interface Asset {
  status: 200;
  headers: Record<string, string>;
  body: Buffer;
}

/** The style sheet, the script and the icon: each under an address that names its content, so that browsers keep it for ever. */
export class Assets {
  readonly #byPath = new Map<string, Asset>();
  readonly style = this.#add('portal.css', 'text/css; charset=utf-8');
  readonly script = this.#add('portal.js', 'text/javascript; charset=utf-8');
  readonly icon = this.#add('icon.svg', 'image/svg+xml');

  /** @returns undefined for an address of none */
  find(path: string): Asset | undefined {
    return this.#byPath.get(path);
  }

  #add(name: string, type: string): string {
    const body = readFileSync(new URL(name, FOLDER));
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
    const path = `/assets/${name.replace('.', `.${hash}.`)}`;
    const headers = { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' };
    this.#byPath.set(path, { status: 200, headers, body });
    return path;
  }
}
