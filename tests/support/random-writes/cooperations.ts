import { newId } from '#kernel/values';
import { COUNTRIES, FACT, THEMES, deleted, renamed, type Write } from './write-context.js';

export const cooperations: Write[] = [
  async ({ any, born, random, run }) => {
    const id = born('Partnership');
    await run(
      `INSERT INTO partnership (id, title_fr, kind, country_code, country_codes, theme_codes, status_in_source, conflicts, amounts, documents, search_text, sources, confidence)
       VALUES ($1, $2, $3, $4, ARRAY[$4], $5, 'ONGOING', '[]', '[]', '[]', '', ${FACT})`,
      [
        id,
        random.word(),
        random.pick(['TWINNING', 'PROJECT']),
        random.pick(COUNTRIES),
        random.some(THEMES, 2),
      ],
    );
    await run(
      `INSERT INTO partnership_french_authority (partnership_id, authority_id, position) VALUES ($1, $2, 1)`,
      [id, any('FrenchAuthority')],
    );
    await run(
      `INSERT INTO partnership_foreign_authority (partnership_id, foreign_authority_id, kind, position) VALUES ($1, $2, 'MUNICIPALITY', 1)`,
      [id, newId('ForeignAuthority')],
    );
  },
  renamed('partnership', 'Partnership', 'title_fr = $2'),
  ({ any, random, run }) =>
    run(
      'UPDATE partnership SET status_in_source = $2, theme_codes = $3, country_code = $4, country_codes = ARRAY[$4, $5] WHERE id = $1',
      [
        any('Partnership'),
        random.pick(['ONGOING', 'ENDED', 'SUSPENDED']),
        random.some(THEMES, 3),
        random.pick(COUNTRIES),
        random.pick(COUNTRIES),
      ],
    ),
  ({ any, random, run }) =>
    run(
      `INSERT INTO partnership_french_authority (partnership_id, authority_id, position) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [any('Partnership'), any('FrenchAuthority'), 2 + random.below(9)],
    ),
  ({ any, run }) =>
    run(
      `DELETE FROM partnership_french_authority WHERE partnership_id = $1 AND position = (SELECT max(position) FROM partnership_french_authority WHERE partnership_id = $1)`,
      [any('Partnership')],
    ),
  ({ any, run }) =>
    run(
      `UPDATE partnership_french_authority SET partnership_id = $2 WHERE partnership_id = $1
       AND authority_id NOT IN (SELECT authority_id FROM partnership_french_authority WHERE partnership_id = $2)`,
      [any('Partnership'), any('Partnership')],
    ),
  ({ any, run }) =>
    run(
      `INSERT INTO partnership_foreign_authority (partnership_id, foreign_authority_id, kind, position) VALUES ($1, $2, 'REGION', 7)`,
      [any('Partnership'), newId('ForeignAuthority')],
    ),
  deleted('partnership', 'Partnership', [
    'partnership_french_authority WHERE partnership_id',
    'partnership_foreign_authority WHERE partnership_id',
  ]),
  ({ born, random, run }) => {
    const id = born('CallForProjects');
    return run(
      `INSERT INTO call_for_projects (id, code, name_fr, kind, country_codes, theme_codes, opens_on, closes_on, conflicts, search_text, sources, confidence)
       VALUES ($1, $2, $3, 'THEMATIC', $4, $5, '2026-01-01', '2026-03-01', '[]', '', ${FACT})`,
      [id, `TEST-${id}`, random.word(), random.some(COUNTRIES, 3), random.some(THEMES, 2)],
    );
  },
  ({ any, random, run }) =>
    run('UPDATE call_for_projects SET closes_on = $2 WHERE id = $1 AND results_on IS NULL', [
      any('CallForProjects'),
      `2026-0${3 + random.below(6)}-01`,
    ]),
  deleted('call_for_projects', 'CallForProjects'),
  ({ born, random, run }) =>
    run(
      `INSERT INTO cooperation_request (id, foreign_authority_text, country_code, theme_codes, need_en, languages, opened_on, status, answered_by_ids, search_text, sources, confidence)
       VALUES ($1, 'a town', $2, $3, $4, '{en}', '2026-01-01', 'OPEN', '{}', '', ${FACT})`,
      [born('CooperationRequest'), random.pick(COUNTRIES), random.some(THEMES, 2), random.word()],
    ),
  ({ any, random, run }) =>
    run('UPDATE cooperation_request SET status = $2 WHERE id = $1', [
      any('CooperationRequest'),
      random.pick(['MATCHED', 'CLOSED', 'EXPIRED']),
    ]),
  deleted('cooperation_request', 'CooperationRequest'),
  ({ any, born, random, run }) =>
    run(
      `INSERT INTO laureate (id, year, french_authority_ids, foreign_authority_ids, country_code, search_text, sources, confidence)
       VALUES ($1, 2026, ARRAY[$2::uuid], ARRAY[$3::uuid], $4, '', ${FACT})`,
      [born('Laureate'), any('Authority'), newId('ForeignAuthority'), random.pick(COUNTRIES)],
    ),
  renamed('laureate', 'Laureate', 'title_fr = $2'),
  deleted('laureate', 'Laureate'),
];
