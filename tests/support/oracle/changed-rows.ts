import pg from 'pg';

/** Columns that number the events of an outbox, in the order of their transactions. */
const COUNTERS = ['transaction', 'number'];

/** Reads what has been written to a database since it was opened. */
export class ChangedRows {
  private constructor(
    private readonly client: pg.Client,
    private readonly since: string,
  ) {}

  static async open(url: string): Promise<ChangedRows> {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query<{ id: string }>('SELECT pg_current_xact_id() AS id');
    return new ChangedRows(client, rows[0]!.id);
  }

  /** The rows that were inserted or updated, as JSON, and the number of all rows; by table of the subgraphs. */
  async read(): Promise<Record<string, { rows: string[]; count: number }>> {
    const { rows: tables } = await this.client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables t
       WHERE EXISTS (SELECT FROM pg_tables m WHERE m.schemaname = t.schemaname AND m.tablename = 'migration') ORDER BY 1`,
    );
    const found: Record<string, { rows: string[]; count: number }> = {};
    for (const { name } of tables) {
      const { rows } = await this.client.query<{ row: string }>(
        `SELECT (to_jsonb(t) - $2::text[])::text AS row FROM ${name} t WHERE t.xmin::text::bigint > $1::bigint`,
        [this.since, COUNTERS],
      );
      const { rows: counted } = await this.client.query<{ count: string }>(`SELECT count(*) FROM ${name}`);
      found[name] = { rows: rows.map(({ row }) => row), count: Number(counted[0]!.count) };
    }
    return found;
  }

  close(): Promise<void> {
    return this.client.end();
  }
}
