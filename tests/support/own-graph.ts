import pg from 'pg';
import { addressOf, type Program } from './program.js';
import { databaseOf, type Workplace } from './workplace.js';

/** A graph with its own database, which can be stopped and restarted. */
export class OwnGraph {
  readonly secret = process.env.TEST_SECRET!;
  readonly environment: Record<string, string>;
  program!: Program;
  address!: string;
  /** Connection of the superuser of its database. */
  admin!: pg.Client;

  /** @param dataDir directory of its database; by default a copy with the shipped data */
  constructor(
    private readonly workplace: Workplace,
    more: Readonly<Record<string, string>> = {},
    dataDir = workplace.loaded(),
  ) {
    this.environment = { PORT: '0', DATA_DIR: dataDir, SECRET: this.secret, ...more };
  }

  async begin(): Promise<void> {
    this.program = this.workplace.start(this.environment);
    this.address = await addressOf(this.program);
    this.admin = new pg.Client({ connectionString: await databaseOf(this.program, this.secret) });
    this.admin.on('error', () => {});
    await this.admin.connect();
  }

  async end(): Promise<void> {
    await this.admin.end();
    await this.program.stop();
  }

  /** Stops everything in its workplace, and removes its files. */
  async clear(): Promise<void> {
    await this.admin.end().catch(() => {});
    await this.workplace.clear();
  }
}
