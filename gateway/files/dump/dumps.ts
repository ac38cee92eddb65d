import { randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { readDataset } from '../catalogue/dataset.js';
import type { PublicGraph, PublicGraphRequest } from '../../http/public-graph.js';
import type { List } from '../tables/lists.js';
import { checksumsOf, dataPackageOf, type DumpFile } from './dictionary.js';
import { writeTable } from './write-tables.js';

/** Shortest time between the beginnings of two dumps. */
const LEAST_INTERVAL_MS = 10 * 60_000;
const STATE = 'dump.json';

/** Dump that is ready. */
export interface Dump {
  /** Name of its folder. */
  folder: string;
  /** Of the data at its beginning; undefined where that was not known. */
  version: string | undefined;
  createdAt: string;
  files: readonly DumpFile[];
}

export interface DumpsOptions {
  graph: PublicGraph;
  /** The lists that everybody may read. */
  lists: readonly List[];
  /** Where dumps are kept; it is created with the first one. */
  directory: string;
  version: () => string | undefined;
  linkOf: (id: string) => string;
  origin: () => string;
  log: Logger;
  now?: () => number;
}

/**
 * Dumps of the whole public set, made in the background: the first when somebody asks for it, and another when somebody
 * asks after the data have changed. Until it is ready the one before is served; a dump is whole or is not there.
 */
export class Dumps {
  #current: Dump | undefined;
  #making: Promise<void> | undefined;
  #begunAt = -Infinity;
  #read: Promise<void> | undefined;
  readonly #closing = new AbortController();
  readonly #now: () => number;

  constructor(private readonly options: DumpsOptions) {
    this.#now = options.now ?? Date.now;
  }

  /** Returns the dump that is ready, and begins another where the data have changed since. */
  async current(): Promise<Dump | undefined> {
    await (this.#read ??= this.#readState());
    const version = this.options.version();
    const isOutdated = !this.#current || version === undefined || this.#current.version !== version;
    if (isOutdated && !this.#making && this.#now() - this.#begunAt >= LEAST_INTERVAL_MS) this.#begin(version);
    return this.#current;
  }

  /** Path of a file of the dump that is ready. */
  pathOf({ folder }: Dump): string {
    return join(this.options.directory, folder);
  }

  /** Waits until the dump that is being made is ready, or has failed. */
  async settled(): Promise<void> {
    await this.#making;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#making;
  }

  #begin(version: string | undefined): void {
    this.#begunAt = this.#now();
    this.#making = this.#make(version)
      .catch((error: unknown) => {
        if (!this.#closing.signal.aborted) this.options.log.error({ err: error }, 'the dump failed');
      })
      .finally(() => (this.#making = undefined));
  }

  async #make(version: string | undefined): Promise<void> {
    const { directory, graph, lists, linkOf, origin, log } = this.options;
    const created = new Date(this.#now());
    const folder = `dump-${created.toISOString().replaceAll(/\D/g, '').slice(0, 14)}-${randomUUID().slice(0, 8)}`;
    const unfinished = join(directory, `.${folder}`);
    const files: DumpFile[] = [];
    await mkdir(unfinished, { recursive: true });
    try {
      // It has a budget and turns like any client.
      const caller: PublicGraphRequest = { language: 'fr', address: 'dump', signal: this.#closing.signal };
      const dataset = await readDataset(graph, caller);
      for (const list of lists)
        files.push(...(await writeTable(list, { graph, caller, linkOf, directory: unfinished })));
      const byName = new Map(lists.map((list) => [list.name, list]));
      const description = dataPackageOf(byName, files, { dataset, created, origin: origin() });
      await writeFile(join(unfinished, 'datapackage.json'), JSON.stringify(description, null, 1));
      await writeFile(join(unfinished, 'SHA256SUMS'), checksumsOf(files));
      await rename(unfinished, join(directory, folder));
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true });
      throw error;
    }
    await this.#replace({ folder, version, createdAt: created.toISOString(), files });
    log.info({ folder, milliseconds: this.#now() - created.getTime() }, 'dump is ready');
  }

  /** Makes a dump the current one, at once for all readers, and removes the others. */
  async #replace(dump: Dump): Promise<void> {
    const { directory } = this.options;
    const draft = join(directory, `.${STATE}.${randomUUID()}`);
    await writeFile(draft, JSON.stringify(dump));
    await rename(draft, join(directory, STATE));
    this.#current = dump;
    for (const entry of await readdir(directory))
      if (/^\.?dump-/.test(entry) && entry !== dump.folder)
        await rm(join(directory, entry), { recursive: true, force: true });
  }

  /** Takes up the dump of an earlier run. */
  async #readState(): Promise<void> {
    try {
      this.#current = JSON.parse(await readFile(join(this.options.directory, STATE), 'utf8')) as Dump;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}
