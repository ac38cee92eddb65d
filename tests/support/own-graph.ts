import pg from 'pg';
import { addressOf, type Program } from './program.js';
import { databaseOf, type Workplace } from './workplace.js';

/** A graph with data of its own, which can be ended and begun again. */
export class OwnGraph {
  readonly secret = process.env.TEST_SECRET!;
  readonly environment: Record<string, string>;
  program!: Program;
  address!: string;
  /** The superuser of its database. */
  admin!: pg.Client;

  /** @param dataDir where its database is or will be; the shipped data are in it when it is not given */
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

  /** Ends whatever runs in its workplace, and leaves nothing behind. */
  async clear(): Promise<void> {
    await this.admin.end().catch(() => {});
    await this.workplace.clear();
  }
}
