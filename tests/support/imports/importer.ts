import { setTimeout as sleep } from 'node:timers/promises';
import { headersOf, type RoleName } from '../actors.js';
import { ask } from '../graph.js';

const PART_CHARACTERS = 90_000;
const STATE = 'id state failure { code message(lang: EN) } progress { done total } counts { fate count }';

export interface ImportState {
  id: string;
  state: string;
  failure: { code: string; message: string } | null;
  progress: { done: number; total: number };
  counts: { fate: string | null; count: number }[];
}

/** A contributor who imports files through the public API. */
export class Importer {
  constructor(
    private readonly graph: string,
    private readonly role: RoleName = 'CONTRIBUTOR',
    private readonly name?: string,
  ) {}

  async ask(query: string, variables: Record<string, unknown>): Promise<any> {
    const headers = await headersOf(this.role, [], {
      graph: this.graph,
      ...(this.name === undefined ? {} : { name: this.name }),
    });
    const { data, errors } = await ask(query, variables, { graph: this.graph, headers });
    if (errors.length) throw new Error(JSON.stringify(errors));
    return data;
  }

  async send(mutation: string, input: Record<string, unknown>): Promise<any> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const data = await this.ask(
      `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { import { id } problems { code message(lang: EN) } } }`,
      { input },
    );
    if (data.done.problems.length) throw new Error(JSON.stringify(data.done.problems));
    return data.done.import;
  }

  /** Uploads a text in parts. @returns the id of the import */
  async upload(
    fileName: string,
    key: string,
    text: string,
    more: Record<string, unknown> = {},
  ): Promise<string> {
    const source = { key, title: fileName, licence: 'etalab-2.0' };
    const { id } = await this.send('importBegin', { fileName, source, ...more });
    for (let from = 0, number = 1; from < text.length; from += PART_CHARACTERS, number += 1)
      await this.send('importAppend', { id, number, text: text.slice(from, from + PART_CHARACTERS) });
    await this.send('importFinish', { id });
    return id;
  }

  async state(id: string): Promise<ImportState> {
    return (await this.ask(`query ($id: ID!) { import(id: $id) { ${STATE} } }`, { id })).import;
  }

  /** Waits until the job has ended its work. @throws when it failed */
  async settled(id: string): Promise<ImportState> {
    for (;;) {
      const found = await this.state(id);
      if (found.state === 'FAILED') throw new Error(JSON.stringify(found.failure));
      if (!found.state.endsWith('ING')) return found;
      await sleep(200);
    }
  }
}

/** Numbers of rows by fate. */
export const countsOf = ({ counts }: ImportState): Record<string, number> =>
  Object.fromEntries(counts.map(({ fate, count }) => [fate ?? 'NONE', count]));
