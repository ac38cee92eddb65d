import type pg from 'pg';

const AUTHORITIES = 1_500;
const EXPERTISES = 2_500;
const PARTNERSHIPS = 1_500;

/** French words whose stem is the same in both languages, and differs from those of the others. */
export const TITLE_WORDS = ['pont', 'jardin', 'forum', 'moulin', 'tambour', 'fanfare', 'lampe', 'ruban'];

/**
 * Reduces and enriches the shipped data: deletes most authorities, and adds many expertises, labels, partnerships and terms,
 * most of them to few authorities. The rows are the same each time, except the days of labels, which are around today.
 */
export async function enrich(client: pg.Client): Promise<void> {
  await client.query('BEGIN');
  await client.query('SELECT setseed(0.4)');
  // Triggers write to the outbox of the first schema of the search_path.
  const inSchema = (schema: string) => client.query(`SET LOCAL search_path = ${schema}, extensions`);
  await client.query(`CREATE TEMPORARY TABLE kept AS
    SELECT id FROM authorities.authority WHERE valid_to IS NOT NULL OR kind NOT IN ('COMMUNE', 'COMMUNITY_OF_COMMUNES')
    UNION SELECT authority_id FROM authorities.department UNION SELECT authority_id FROM authorities.region
    UNION SELECT chosen_id FROM authorities.name_ambiguity UNION SELECT authority_id FROM cooperations.partnership_french_authority
    UNION SELECT authority_id FROM country_groups.country_group_term`);
  await client.query(`INSERT INTO kept SELECT id FROM authorities.authority WHERE id NOT IN (SELECT id FROM kept WHERE id IS NOT NULL)
    ORDER BY md5(id::text) LIMIT greatest(0, ${AUTHORITIES} - (SELECT count(*) FROM kept))`);
  await inSchema('authorities');
  for (const [table, column] of [
    ['membership', 'member_id'],
    ['membership', 'group_id'],
    ['authority_alias', 'authority_id'],
    ['authority_code', 'authority_id'],
    ['former_name', 'authority_id'],
    ['authority', 'id'],
  ])
    await client.query(
      `DELETE FROM authorities.${table} WHERE ${column} NOT IN (SELECT id FROM kept WHERE id IS NOT NULL)`,
    );
  await client.query(
    `UPDATE authorities.authority SET website = 'https://www.example.org/' WHERE md5(id::text) < '3'`,
  );
  // The first authorities of this list have most of what follows.
  await client.query(`CREATE TEMPORARY TABLE holder AS
    SELECT id, row_number() OVER (ORDER BY md5(id::text || 'holder')) AS place FROM authorities.authority`);
  await client.query(
    `CREATE TEMPORARY TABLE drawn AS SELECT g AS number, (SELECT array_agg(word) FROM (
      SELECT words.word FROM unnest($1::text[]) AS words(word) WHERE random() < 0.25 + g * 0) w) AS words,
      floor(power(random(), 3) * (SELECT count(*) FROM holder))::int + 1 AS place, random() AS chance
    FROM generate_series(1, ${EXPERTISES + PARTNERSHIPS}) g`,
    [TITLE_WORDS],
  );
  const countries = (share: number) =>
    `ARRAY(SELECT c.code FROM country_groups.country c WHERE c.code <> 'FR' AND c.code < 'M' AND random() < ${share} + d.number * 0 ORDER BY 1)`;
  const fact = `'[]', 'ILLUSTRATIVE'`;
  await inSchema('expertises');
  await client.query(`WITH works AS MATERIALIZED (SELECT d.*, ${countries(0.03)} AS there FROM drawn d WHERE d.number <= ${EXPERTISES}),
    themes AS (SELECT code, row_number() OVER (ORDER BY code) AS place, count(*) OVER () AS all FROM expertises.theme)
    INSERT INTO expertises.expertise (id, authority_id, theme_code, title_fr, title_en, basis, languages, country_codes,
      authority_country_codes, evidence_ids, search_text, sources, confidence)
    SELECT gen_random_uuid(), h.id, t.code, 'Illustration ' || d.number || ' ' || coalesce(array_to_string(d.words, ' '), ''),
      CASE WHEN d.chance < 0.5 THEN 'Illustration' END,
      CASE WHEN d.chance < 0.2 THEN 'LABELLED' WHEN d.chance < 0.5 THEN 'DECLARED' ELSE 'EVIDENCED' END,
      CASE WHEN d.chance < 0.3 THEN ARRAY['fr', 'en'] WHEN d.chance < 0.6 THEN ARRAY['fr'] END,
      d.there[1:(d.number % 3)], d.there, ARRAY[gen_random_uuid()], ' ', ${fact}
    FROM works d JOIN holder h USING (place) JOIN themes t ON t.place = 1 + d.number % t.all`);
  await client.query(`INSERT INTO expertises.label (id, expertise_id, authority_id, programme_code, awarded_on, valid_from, valid_until, sources, confidence)
    SELECT gen_random_uuid(), e.id, e.authority_id, (SELECT min(code) FROM expertises.label_programme), current_date + n.days,
      current_date + n.days, CASE WHEN n.days % 2 = 0 THEN current_date + n.days + 200 END, ${fact}
    FROM expertises.expertise e CROSS JOIN LATERAL (SELECT (random() * 1200)::int - 900 AS days, e.id) n
    WHERE random() < CASE WHEN e.basis = 'LABELLED' THEN 0.7 ELSE 0.1 END`);
  await client.query(
    `UPDATE expertises.label SET revoked_on = current_date, revocation_reason = 'illustration' WHERE id::text < '2'`,
  );
  await client.query(`UPDATE expertises.expertise e SET withdrawn_on = current_date WHERE id::text < '1'
    AND NOT EXISTS (SELECT FROM expertises.label l WHERE l.expertise_id = e.id)`);
  await inSchema('cooperations');
  await client.query(`CREATE TEMPORARY TABLE partnership AS SELECT gen_random_uuid() AS id, h.id AS authority_id, d.number, d.words, d.chance
    FROM drawn d JOIN holder h USING (place) WHERE d.number > ${EXPERTISES}`);
  await client.query(`INSERT INTO cooperations.partnership (id, title_fr, kind, country_code, country_codes, theme_codes, start_year, start_year_confidence, end_date, status_in_source, as_of, conflicts, amounts, documents, search_text, sources, confidence)
    SELECT p.id, CASE WHEN p.chance < 0.1 THEN concat_ws(' ', array_to_string(p.words, ' '), '2019-' || 2020 + p.number % 12)
        WHEN p.chance < 0.7 THEN array_to_string(p.words, ' ') END, 'PROJECT',
      (ARRAY['BJ', 'MG', 'DE', 'CA', 'JP', 'VN', 'HT', 'MA'])[1 + p.number % 8],
      -- Some have partners in a second country.
      (ARRAY['BJ', 'MG', 'DE', 'CA', 'JP', 'VN', 'HT', 'MA'])[1 + p.number % 8:1 + p.number % 8] || CASE WHEN p.number % 4 = 0 THEN ARRAY['TG'] ELSE '{}' END,
      ARRAY(SELECT t.code FROM theme_tree t WHERE abs(hashtext(t.code || p.number)) % 60 = 0 ORDER BY 1),
      CASE WHEN p.number % 3 = 0 THEN 1990 + p.number % 37 END, CASE WHEN p.number % 3 = 0 THEN 'CONFIRMED' END,
      CASE WHEN p.number % 5 = 0 THEN current_date + (p.number % 61 - 30) END,
      (ARRAY['ONGOING', 'ENDED', 'SUSPENDED', 'UNKNOWN', 'UNDER_NEGOTIATION', 'ONGOING'])[1 + p.number % 6],
      (ARRAY[NULL, '2012', '2019-04', '2021-11-30', '2026', '2022-02'])[1 + p.number / 7 % 6], '[]', '[]', '[]', ' ', ${fact} FROM partnership p`);
  await client.query(
    `INSERT INTO cooperations.partnership_french_authority SELECT id, authority_id, 1 FROM partnership`,
  );
  await inSchema('country_groups');
  await client.query(`INSERT INTO country_groups.country_group_term (id, group_code, person, role, authority_id, sources, confidence)
    SELECT gen_random_uuid(), g.code, 'Illustration', 'REFERENT', h.id, ${fact}
    FROM country_groups.country_group g JOIN holder h ON h.place % 37 = length(g.name_fr) % 11`);
  await client.query('COMMIT');
}

/** Changes some of these rows: deletes some, and moves others to another authority, theme, country or word. */
export async function stir(client: pg.Client): Promise<void> {
  await client.query('BEGIN');
  await client.query(`DELETE FROM expertises.label WHERE md5(id::text) < '3'`);
  await client.query(
    `DELETE FROM expertises.expertise e WHERE md5(e.id::text) < '2' AND NOT EXISTS (SELECT FROM expertises.label l WHERE l.expertise_id = e.id)`,
  );
  await client.query(`UPDATE expertises.expertise e SET authority_id = h.id, title_fr = 'Moulin ' || title_fr
    FROM holder h WHERE h.place = 1 + length(e.title_fr) * 7 % 900 AND e.title_fr LIKE 'Illustration%' AND md5(e.id::text) > 'd'`);
  await client.query(
    `UPDATE expertises.expertise SET theme_code = 'ENV-WATER', basis = 'DECLARED' WHERE title_fr LIKE '%Illustration%' AND md5(id::text) BETWEEN '3' AND '5'`,
  );
  await client.query(
    `UPDATE cooperations.partnership SET title_fr = NULL, country_code = 'SN', country_codes = '{SN,ML}' WHERE md5(id::text) < '3'`,
  );
  await client.query(`UPDATE cooperations.partnership_french_authority f SET authority_id = h.id
    FROM holder h WHERE h.place = 1 + ascii(right(f.partnership_id::text, 1)) * 5 AND md5(f.partnership_id::text) > 'd'`);
  await client.query('COMMIT');
}
