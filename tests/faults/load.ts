import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { headersOf } from '../support/actors.js';
import { ask, type Answer } from '../support/graph.js';

/** Times that a write is sent with the same `clientMutationId` until it is acknowledged. */
const ATTEMPTS = 60;
const PAUSE_MS = 20;

const READS = [
  '{ themes(first: 20) { nodes { code name } } }',
  '{ expertises(first: 10) { nodes { title theme { name } authority { name region { name } } } } }',
  '{ authorities(first: 5, filter: { country: { in: ["BJ"] } }) { totalCount nodes { name } } }',
  '{ events(first: 5) { nodes { title } } campaigns(first: 3) { nodes { __typename } } }',
  '{ countries(first: 10) { nodes { code name numericCode } } }',
];
const GROUPS = '{ countryGroups(first: 4) { nodes { id version nameEn: name(lang: EN) } } }';
const GROUP = 'query ($id: ID!) { countryGroup(id: $id) { version nameEn: name(lang: EN) } }';
const EDIT = `mutation ($input: CountryGroupEditInput!) {
  countryGroupEdit(input: $input) { countryGroup { version nameEn: name(lang: EN) } problems { code } } }`;

export interface Counts {
  reads: number;
  failedReads: number;
  /** Requests whose connection broke with its gateway, and that the client sent once more. */
  sentTwice: number;
  writes: number;
  lostWrites: number;
  wrongAnswers: number;
}

/** Mixed load with a model of what is true. */
export class Load {
  readonly counts: Counts = {
    reads: 0,
    failedReads: 0,
    sentTwice: 0,
    writes: 0,
    lostWrites: 0,
    wrongAnswers: 0,
  };
  /** What went wrong, for the report. */
  readonly faults: string[] = [];
  #isOver = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(private readonly graph: string) {}

  /** Reads what is true before any fault, and begins. */
  async start(): Promise<void> {
    const truths = new Map<string, string>();
    for (const query of READS) {
      const { data, errors } = await ask(query, {}, { graph: this.graph });
      if (errors.length) throw new Error(`${query}: ${JSON.stringify(errors)}`);
      truths.set(query, JSON.stringify(data));
    }
    const headers = await headersOf('ADMINISTRATOR', [], { graph: this.graph });
    const groups = (await ask(GROUPS, {}, { graph: this.graph })).data.countryGroups.nodes as Group[];
    this.#running = Promise.all([
      ...Array.from({ length: 4 }, (_, at) => this.#read(truths, at)),
      ...groups.map((group) => this.#write(group, headers)),
    ]);
  }

  /** Ends the load. Resolves when all that it has begun is answered, and checked. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#running;
  }

  async #read(truths: ReadonlyMap<string, string>, first: number): Promise<void> {
    const queries = [...truths.keys()];
    for (let turn = first; !this.#isOver; turn += 1) {
      const query = queries[turn % queries.length]!;
      const answer = await this.#ask(query, {}, {});
      this.counts.reads += 1;
      if (typeof answer === 'string' || answer.errors.length) {
        this.counts.failedReads += 1;
        this.#report(`read: ${typeof answer === 'string' ? answer : JSON.stringify(answer.errors[0])}`);
      } else if (JSON.stringify(answer.data) !== truths.get(query)) {
        this.counts.wrongAnswers += 1;
        this.#report(`wrong: ${query}`);
      }
      await sleep(PAUSE_MS);
    }
  }

  /** The only writer of its group: whatever is acknowledged must be read from then on. */
  async #write({ id, ...group }: Group, headers: Record<string, string>): Promise<void> {
    let { version } = group;
    for (let number = 1; !this.#isOver; number += 1) {
      const nameEn = `Group ${id.slice(0, 8)} ${number}`;
      const input = { id, version, nameEn, clientMutationId: randomUUID() };
      const written = await this.#acknowledged(input, headers);
      if (!written) continue;
      this.counts.writes += 1;
      version = written.version;
      const read = await this.#ask(GROUP, { id }, {});
      this.counts.reads += 1;
      if (typeof read === 'string' || read.errors.length) {
        this.counts.failedReads += 1;
        this.#report(`read of a write: ${typeof read === 'string' ? read : JSON.stringify(read.errors[0])}`);
      } else if (read.data.countryGroup.nameEn !== nameEn || read.data.countryGroup.version !== version) {
        this.counts.lostWrites += 1;
        this.#report(`lost: ${JSON.stringify({ written, read: read.data.countryGroup })}`);
      }
      await sleep(PAUSE_MS);
    }
  }

  /** Sends a write until it is answered: the same `clientMutationId` is executed once. */
  async #acknowledged(input: object, headers: Record<string, string>): Promise<Group | undefined> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const answer = await ask(EDIT, { input }, { graph: this.graph, headers }).catch(
        (error: Error) => error.message,
      );
      const payload = typeof answer === 'string' ? undefined : answer.data?.countryGroupEdit;
      if (payload?.countryGroup) return payload.countryGroup as Group;
      if (payload?.problems.length) {
        this.counts.wrongAnswers += 1;
        this.#report(`refused: ${JSON.stringify(payload.problems)}`);
        return undefined;
      }
      await sleep(100);
    }
    this.#report('a write was never acknowledged');
    return undefined;
  }

  /** Asks, and once more when the connection broke, as HTTP clients do for reads. @returns the message of a failure */
  async #ask(
    query: string,
    variables: Record<string, unknown>,
    headers: Record<string, string>,
  ): Promise<Answer | string> {
    const once = () => ask(query, variables, { graph: this.graph, headers });
    return once().catch(() => {
      this.counts.sentTwice += 1;
      return once().catch((error: Error) => `${error.message} ${String(error.cause)}`);
    });
  }

  #report(fault: string): void {
    if (this.faults.length < 20) this.faults.push(fault.slice(0, 500));
  }
}

interface Group {
  id: string;
  version: number;
  nameEn: string;
}
