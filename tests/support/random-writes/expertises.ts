import { COUNTRIES, FACT, THEMES, deleted, renamed, type Write } from './write-context.js';

export const expertises: Write[] = [
  ({ born, random, run }) => {
    const id = born('Theme');
    return run(
      `INSERT INTO theme (id, code, level, name_fr, name_en, path_codes, subtree_codes, dac_codes, goal_codes, search_text, sources, confidence)
       VALUES ($1, $2, 1, $3, $3, ARRAY[$2], ARRAY[$2], '{}', '{}', '', ${FACT})`,
      [id, `TEST-${id}`, random.word()],
    );
  },
  renamed('theme', 'Theme', 'name_en = $2'),
  deleted('theme', 'Theme'),
  ({ any, born, random, run }) =>
    run(
      `INSERT INTO expertise (id, authority_id, theme_code, title_fr, basis, languages, country_codes, authority_country_codes, evidence_ids, search_text, sources, confidence)
       VALUES ($1, $2, $3, $4, 'DECLARED', $5, $6, $6, '{}', '', ${FACT})`,
      [
        born('Expertise'),
        any('Authority'),
        random.pick(THEMES),
        `Savoir-faire ${random.word()}`,
        random.chance(0.5) ? ['fr', 'en'] : null,
        random.some(COUNTRIES, 3),
      ],
    ),
  // Moves to another authority: the summaries of both change.
  ({ any, random, run }) =>
    run(
      'UPDATE expertise SET authority_id = (SELECT authority_id FROM expertise WHERE id = $2), title_fr = $3 WHERE id = $1',
      [any('Expertise'), any('Expertise'), `Savoir-faire ${random.word()}`],
    ),
  ({ any, random, run }) =>
    run(
      'UPDATE expertise SET theme_code = $2, country_codes = $3, authority_country_codes = $3 WHERE id = $1',
      [any('Expertise'), random.pick(THEMES), random.some(COUNTRIES, 4)],
    ),
  deleted('expertise', 'Expertise', ['label WHERE expertise_id']),
  ({ any, born, run }) =>
    run(
      `INSERT INTO label (id, expertise_id, authority_id, programme_code, awarded_on, valid_from, sources, confidence)
       SELECT $1, id, authority_id, 'EXPE_CT', '2022-02-01', '2022-02-01', '[{"title":"test"}]', 'ILLUSTRATIVE' FROM expertise e WHERE id = $2 AND withdrawn_on IS NULL
         AND NOT EXISTS (SELECT FROM label l WHERE l.expertise_id = e.id AND l.revoked_on IS NULL) ON CONFLICT DO NOTHING`,
      [born('Label'), any('Expertise')],
    ),
  ({ any, random, run }) =>
    run('UPDATE label SET valid_until = $2 WHERE id = $1', [
      any('Label'),
      random.chance(0.8) ? '2026-12-31' : null,
    ]),
  ({ any, run }) =>
    run(
      `UPDATE label SET revoked_on = coalesce(revoked_on, '2024-02-01'), revocation_reason = 'test' WHERE id = $1`,
      [any('Label')],
    ),
  ({ any, run }) =>
    run(
      `UPDATE expertise e SET withdrawn_on = '2026-02-01' WHERE id = $1 AND withdrawn_on IS NULL
         AND NOT EXISTS (SELECT FROM label l WHERE l.expertise_id = e.id)`,
      [any('Expertise')],
    ),
  deleted('label', 'Label'),
  renamed('dac_sector', 'DacSector', 'name_fr = $2'),
  renamed('label_programme', 'LabelProgramme', 'name_en = $2'),
];
