import { Transform, pipeline } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { FileError } from '../file-error.js';
import { LIMITS, MEGABYTE } from '../limits.js';
import { brokenArchive, missingPart } from '../parser-reason.js';

const bomb = () =>
  FileError.of('ARCHIVE_BOMB', { max: LIMITS.unpackedMegabytes, ratio: LIMITS.unpackedRatio });
const broken = (error: unknown) =>
  error instanceof FileError ? error : FileError.of('WORKBOOK_BROKEN', { reason: brokenArchive() });

/** Counts what an entry unpacks to, whatever its header claims. */
function limitedTo(compressed: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      const isBomb =
        bytes > LIMITS.unpackedMegabytes * MEGABYTE ||
        (bytes > LIMITS.bombMegabytes * MEGABYTE && bytes > compressed * LIMITS.unpackedRatio);
      if (isBomb) done(bomb());
      else done(null, chunk);
    },
  });
}

/** Zip archive on disk, read entry by entry. */
export class Archive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws FileError WORKBOOK_BROKEN, ARCHIVE_BOMB */
  static async open(path: string): Promise<Archive> {
    let zip: ZipFile;
    try {
      zip = await yauzl.openPromise(path, { autoClose: false });
    } catch (error) {
      throw broken(error);
    }
    try {
      if (zip.entryCount > LIMITS.archiveEntries) throw bomb();
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName.replace(/^\//, ''), entry);
      return new Archive(zip, entries);
    } catch (error) {
      zip.close();
      throw broken(error);
    }
  }

  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /**
   * Text of an entry in UTF-8, as chunks.
   * @throws FileError WORKBOOK_BROKEN, ARCHIVE_BOMB
   */
  async *text(name: string): AsyncGenerator<string, void, void> {
    const entry = this.entries.get(name);
    if (!entry) throw FileError.of('WORKBOOK_BROKEN', { reason: missingPart(name) });
    try {
      const packed = await this.zip.openReadStreamPromise(entry);
      const unpacked = limitedTo(entry.compressedSize);
      pipeline(packed, unpacked, () => {});
      const decoder = new TextDecoder('utf-8', { fatal: true });
      for await (const chunk of unpacked) yield decoder.decode(chunk as Buffer, { stream: true });
      yield decoder.decode();
    } catch (error) {
      throw broken(error);
    }
  }

  close(): void {
    this.zip.close();
  }
}
