import { COUNTRIES, FACT, deleted, renamed, type Write } from './write-context.js';

export const authorities: Write[] = [
  ({ born, random, run }) => {
    const id = born('Authority');
    return run(
      `INSERT INTO authority (id, key, kind, name, department_codes, region_code, population, search_text, sources, confidence)
       VALUES ($1, $2, $3, $4, $5, $6, $7, '', ${FACT})`,
      [
        id,
        `TEST-${id}`,
        random.pick(['COMMUNE', 'ASSOCIATION', 'JOINT_SYNDICATE']),
        `Ville ${random.word()}`,
        random.some(['69', '75', '35'], 2),
        random.pick(['84', '11', '53', null]),
        random.chance(0.8) ? random.below(10 ** 6) : null,
      ],
    );
  },
  renamed('authority', 'Authority', 'name = $2, short_name = nullif($2, short_name)'),
  ({ any, random, run }) =>
    run('UPDATE authority SET population = $2, website = $3 WHERE id = $1', [
      any('Authority'),
      random.below(10 ** 6),
      random.chance(0.5) ? `https://${random.word()}.example` : null,
    ]),
  // A merger: one is closed, and its names and codes move to the other.
  async ({ any, random, run }) => {
    const [merged, successor] = [any('Authority'), any('Authority')];
    if (merged === successor) return;
    await run(`UPDATE authority SET valid_to = '2026-01-01', successor_id = $2 WHERE id = $1`, [
      merged,
      successor,
    ]);
    await run('UPDATE authority_code SET authority_id = $2 WHERE authority_id = $1', [merged, successor]);
    await run(
      `INSERT INTO authority_alias (authority_id, kind, name, sources, confidence) VALUES ($1, 'PREDECESSOR', $2, ${FACT})`,
      [successor, `ancienne ${random.word()}`],
    );
  },
  ({ any, run }) =>
    run('UPDATE authority SET valid_to = NULL, successor_id = NULL WHERE id = $1 AND siren IS NULL', [
      any('Authority'),
    ]),
  ({ any, random, run }) =>
    run(
      `INSERT INTO authority_alias (authority_id, kind, name, sources, confidence)
       SELECT $1, 'OTHER_NAME', $2 || n, ${FACT} FROM generate_series(1, $3::int) n`,
      [any('Authority'), random.word(), 1 + random.below(3)],
    ),
  ({ any, run }) =>
    run(
      'DELETE FROM authority_alias WHERE authority_id = $1 AND name = (SELECT max(name) FROM authority_alias WHERE authority_id = $1)',
      [any('Authority')],
    ),
  // Moves an alias: both authorities change.
  ({ any, run }) =>
    run(
      `UPDATE authority_alias SET authority_id = $2 WHERE authority_id = $1 AND kind = 'OTHER_NAME'
       AND name NOT IN (SELECT name FROM authority_alias WHERE authority_id = $2)`,
      [any('Authority'), any('Authority')],
    ),
  ({ any, random, run }) =>
    run(
      `INSERT INTO authority_code (code, kind, name, authority_id, sources, confidence) VALUES ($1, 'FORMER_COMMUNE', NULL, $2, ${FACT})`,
      [`T-${random.word()}`, any('Authority')],
    ),
  ({ any, run }) => run('DELETE FROM authority_code WHERE authority_id = $1', [any('Authority')]),
  ({ any, run }) =>
    run('INSERT INTO membership (member_id, group_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      any('Authority'),
      any('Authority'),
    ]),
  ({ any, run }) => run('DELETE FROM membership WHERE member_id = $1', [any('Authority')]),
  deleted('authority', 'Authority', [
    'authority_alias WHERE authority_id',
    'authority_code WHERE authority_id',
    'membership WHERE member_id',
    'membership WHERE group_id',
  ]),
  ({ born, random, run }) =>
    run(
      `INSERT INTO foreign_authority (id, name, aliases, kind, country_code, search_text, sources, confidence)
       VALUES ($1, $2, '{}', 'MUNICIPALITY', $3, '', ${FACT})`,
      [born('ForeignAuthority'), `City ${random.word()}`, random.pick(COUNTRIES)],
    ),
  renamed('foreign_authority', 'ForeignAuthority', 'local_name = $2, aliases = ARRAY[$2]'),
  deleted('foreign_authority', 'ForeignAuthority'),
  renamed('region', 'Region', 'name = $2'),
  renamed('department', 'Department', 'name = $2'),
];
