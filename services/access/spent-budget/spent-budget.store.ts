import type { StoreTools } from '#kernel/context';
import { sql } from '#kernel/database';

/** What a gateway has charged to a client. */
export interface Sum {
  client: string;
  cost: number;
}

/** What all gateways have charged to a client in its minute. */
export interface Spent {
  client: string;
  spent: number;
  endsInMs: number;
}

export function spentBudgetStore({ reader }: StoreTools) {
  return {
    /**
     * Adds what a gateway has charged, and returns what all have. A minute begins with the first sum after the last one.
     * Rows are written in the order of their keys, so that gateways cannot deadlock.
     */
    async add(sums: readonly Sum[]): Promise<Spent[]> {
      const rows = await reader.named('SpentBudget.add').rows<Omit<Spent, 'spent'> & { spent: string }>(
        sql`INSERT INTO spent_budget AS b (client, ends_at, spent)
          SELECT client, clock_timestamp() + interval '1 minute', sum(cost) FROM unnest(${sums.map(({ client }) => client)}::text[],
            ${sums.map(({ cost }) => cost)}::bigint[]) AS s (client, cost) GROUP BY client ORDER BY client
          ON CONFLICT (client) DO UPDATE SET
            ends_at = CASE WHEN b.ends_at > clock_timestamp() THEN b.ends_at ELSE excluded.ends_at END,
            spent = CASE WHEN b.ends_at > clock_timestamp() THEN b.spent ELSE 0 END + excluded.spent
          RETURNING client, spent::text, greatest(1, extract(epoch FROM ends_at - clock_timestamp()) * 1000)::float8 AS "endsInMs"`,
      );
      return rows.map((row) => ({ ...row, spent: Number(row.spent) }));
    },
  };
}
