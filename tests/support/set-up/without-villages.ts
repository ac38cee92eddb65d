import pg from 'pg';

// A smaller database: without the communes of few inhabitants that nothing else mentions, as if no outbox had named them.

/** Communes with fewer inhabitants are left out, nine of ten. */
const POPULATION = 2_000;

/** Deletes villages from a loaded database: their rows, their change events, and what projectors made of them. */
export async function deleteVillages(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    // Triggers would tell of the deletions.
    await admin.query('SET session_replication_role = replica');
    await admin.query(
      `CREATE TEMP TABLE village AS
       SELECT id FROM authorities.authority WHERE kind = 'COMMUNE' AND population < $1
         -- What other entities mention.
         AND id NOT IN (SELECT successor_id FROM authorities.authority WHERE successor_id IS NOT NULL)
         AND id NOT IN (SELECT chosen_id FROM authorities.name_ambiguity WHERE chosen_id IS NOT NULL)
         AND id::text NOT IN (
           SELECT (regexp_matches(fields::text, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 'g'))[1] FROM (
             SELECT fields FROM cooperations.change UNION ALL SELECT fields FROM country_groups.change
             UNION ALL SELECT fields FROM events.change UNION ALL SELECT fields FROM expertises.change) AS change)
         -- Checkpoints stand at the last change.
         AND id <> (SELECT entity_id FROM authorities.change ORDER BY transaction DESC, number DESC LIMIT 1)`,
      [POPULATION],
    );
    await admin.query('ANALYZE village');
    for (const [table, column] of [
      ['authorities.membership', 'member_id'],
      ['authorities.authority_alias', 'authority_id'],
      ['authorities.authority_code', 'authority_id'],
      ['authorities.former_name', 'authority_id'],
      ['authorities.authority', 'id'],
      ['authorities.change', 'entity_id'],
      ['cooperations.french_authority', 'authority_id'],
      ['search.name', 'holder_id'],
      ['search.authority', 'id'],
    ])
      await admin.query(`DELETE FROM ${table} WHERE ${column} IN (SELECT id FROM village)`);
    await admin.query('VACUUM (FULL, ANALYZE)');
  } finally {
    await admin.end();
  }
}
