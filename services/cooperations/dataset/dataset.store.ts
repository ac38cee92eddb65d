import type { StoreTools } from '#kernel/context';
import { sql } from '#kernel/database';
import { makeId } from '#kernel/values';
import type { figureStore } from '../figure/figure.store.js';

/** Counts over all partnerships. */
export interface Coverage {
  partnerships: number;
  frenchAuthorities: number;
  foreignAuthorities: number;
  countries: number;
  startYearKnown: number;
  classified: number;
  amountKnown: number;
}

const toConfirm = sql`count(DISTINCT p.id) FILTER (WHERE p.confidence = 'TO_CONFIRM')::int AS "toConfirm"`;

export function datasetStore({ reader }: StoreTools, figures: ReturnType<typeof figureStore>) {
  return {
    figure: (key: string) => figures.byId.load(makeId('Figure', key)),
    async coverage(): Promise<Coverage> {
      const [counts] = await reader.named('Dataset.coverage').rows<Coverage>(
        sql`SELECT count(*)::int AS partnerships, count(DISTINCT country_code)::int AS countries,
          count(start_year)::int AS "startYearKnown", count(*) FILTER (WHERE theme_codes <> '{}')::int AS classified,
          count(amount_eur)::int AS "amountKnown",
          (SELECT count(DISTINCT authority_id)::int FROM partnership_french_authority) AS "frenchAuthorities",
          (SELECT count(DISTINCT foreign_authority_id)::int FROM partnership_foreign_authority) AS "foreignAuthorities"
        FROM partnership`,
      );
      return counts!;
    },
    byConfidence: () =>
      reader
        .named('Dataset.byConfidence')
        .rows<{ confidence: string; partnerships: number }>(
          sql`SELECT confidence, count(*)::int AS partnerships FROM partnership GROUP BY 1 ORDER BY 2 DESC, 1`,
        ),
    async byCountry() {
      const rows = await reader.named('Dataset.byCountry').rows<{ code: string }>(
        sql`SELECT p.country_code AS code, count(DISTINCT p.id)::int AS partnerships, ${toConfirm},
          count(DISTINCT a.authority_id)::int AS "frenchAuthorities",
          count(DISTINCT f.foreign_authority_id)::int AS "foreignAuthorities"
        FROM partnership p LEFT JOIN partnership_french_authority a ON a.partnership_id = p.id
          LEFT JOIN partnership_foreign_authority f ON f.partnership_id = p.id
        GROUP BY 1 ORDER BY 2 DESC, 1`,
      );
      return rows.map(({ code, ...counts }) => ({ country: { code }, ...counts }));
    },
    async byRegion() {
      const rows = await reader.named('Dataset.byRegion').rows<{ code: string | null }>(
        sql`SELECT f.region_code AS code, count(DISTINCT p.id)::int AS partnerships, ${toConfirm},
          count(DISTINCT a.authority_id)::int AS "frenchAuthorities", count(DISTINCT p.country_code)::int AS countries
        FROM partnership p JOIN partnership_french_authority a ON a.partnership_id = p.id
          LEFT JOIN french_authority f ON f.authority_id = a.authority_id
        GROUP BY 1 ORDER BY 2 DESC, 1`,
      );
      return rows.map(({ code, ...counts }) => ({ region: code === null ? null : { code }, ...counts }));
    },
    sources: () =>
      reader.named('Dataset.sources').rows<{ title: string; licence: string | null; partnerships: number }>(
        sql`SELECT s->>'title' AS title, s->>'licence' AS licence, count(DISTINCT p.id)::int AS partnerships
        FROM partnership p CROSS JOIN jsonb_array_elements(p.sources) s
        GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 100`,
      ),
  };
}
