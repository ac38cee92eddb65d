import { createHash } from 'node:crypto';

/** Text of a response, with its ETag and its compressed forms, each made once. */
export class EncodedBody {
  readonly #compressed = new Map<string, Promise<Buffer>>();
  #etag: string | undefined;
  #size: number;

  /** @param onGrowth called when a compressed form was added */
  constructor(
    readonly bytes: Buffer,
    private readonly onGrowth: () => void = () => {},
  ) {
    this.#size = bytes.length;
  }

  /** Bytes of all forms. */
  get size(): number {
    return this.#size;
  }

  /** Weak: the same content has several encodings. */
  get etag(): string {
    this.#etag ??= `W/"${createHash('sha256').update(this.bytes).digest('base64url').slice(0, 27)}"`;
    return this.#etag;
  }

  compressed(encoding: string, compress: (bytes: Buffer) => Promise<Buffer>): Promise<Buffer> {
    let form = this.#compressed.get(encoding);
    if (!form) {
      form = compress(this.bytes).then((bytes) => {
        this.#size += bytes.length;
        this.onGrowth();
        return bytes;
      });
      this.#compressed.set(encoding, form);
    }
    return form;
  }
}
