import type pg from 'pg';

// What an import left in the graph and in its report, without the ids, which are drawn at random.

const ROWS = `SELECT r.number, r.row_number, r.external_id, r.fate, r.applied_at IS NOT NULL AS applied, r.partnership_id IS NOT NULL AS placed,
    (SELECT array_agg(p->>'code') FROM jsonb_array_elements(r.match->'problems') p) AS problems
  FROM imports.import_row r JOIN imports.file_import i ON i.id = r.import_id WHERE i.source_key = $1 ORDER BY r.number`;

const PARTNERSHIPS = `SELECT s.external_id, s.stated - 'foreignAuthorityIds' AS stated, s.source, p.kind, p.start_year, p.status_in_source, p.confidence,
    (SELECT count(*)::int FROM cooperations.partnership_statement o WHERE o.partnership_id = p.id) AS statements,
    ARRAY(SELECT f.authority_id FROM cooperations.partnership_french_authority f WHERE f.partnership_id = p.id ORDER BY 1) AS french,
    ARRAY(SELECT a.country_code || ' ' || a.name FROM cooperations.partnership_foreign_authority f
      JOIN authorities.foreign_authority a ON a.id = f.foreign_authority_id WHERE f.partnership_id = p.id ORDER BY 1) AS foreign
  FROM cooperations.partnership_statement s JOIN cooperations.partnership p ON p.id = s.partnership_id
  WHERE s.source_key = $1 ORDER BY s.external_id`;

const TOWNS = `SELECT r.external_id, r.made_version IS NOT NULL AS made, a.country_code, a.name, a.kind, a.version
  FROM authorities.foreign_authority_record r JOIN authorities.foreign_authority a ON a.id = r.foreign_authority_id
  WHERE r.source_key = $1 ORDER BY r.external_id`;

const SIZES = `SELECT (SELECT count(*)::int FROM cooperations.partnership) AS partnerships,
  (SELECT count(*)::int FROM cooperations.partnership_statement) AS statements,
  (SELECT count(*)::int FROM authorities.foreign_authority WHERE withdrawn_at IS NULL) AS towns`;

/** All that an import of a source entered, and what it reports, read from the tables. */
export async function imported(admin: pg.Client, sourceKey: string) {
  const read = async (text: string) => (await admin.query(text, [sourceKey])).rows;
  return {
    sizes: (await admin.query<Record<string, number>>(SIZES)).rows[0]!,
    rows: await read(ROWS),
    partnerships: await read(PARTNERSHIPS),
    towns: await read(TOWNS),
  };
}
