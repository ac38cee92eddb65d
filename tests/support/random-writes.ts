import { newId } from '#kernel';
import type { Random } from './random.js';

/** What a random write has: chance, the things that there are, and the connection of its transaction. */
export interface Turn {
  random: Random;
  /** A thing of this type, more often one of a few that all writers like. */
  any(type: string): string;
  /** The id of a new thing; others see it when the transaction commits. */
  born(type: string): string;
  gone(type: string, id: string): void;
  /** One statement. @returns the number of rows that it wrote */
  run(text: string, values?: readonly unknown[]): Promise<number>;
}

export type Write = (turn: Turn) => Promise<unknown>;

const FACT = `'[{"title":"test"}]', 'ILLUSTRATIVE'`;
const THEMES = ['ENV', 'ENV-WATER', 'ECO', 'CUL', 'EDU', 'POL'];
const COUNTRIES = ['BJ', 'SN', 'ML', 'MA', 'TN', 'MG', 'VN', 'HT', 'DE', 'PL'];
const GROUP_CODES = ['BJ', 'SN', 'ML', 'MA'];

const renamed = (table: string, type: string, columns: string): Write => {
  return ({ any, random, run }) =>
    run(`UPDATE ${table} SET ${columns} WHERE id = $1`, [any(type), `renamed ${random.word()}`]);
};
const deleted = (table: string, type: string, parts: readonly string[] = []): Write => {
  return async ({ any, run, gone }) => {
    const id = any(type);
    for (const part of parts) await run(`DELETE FROM ${part} = $1`, [id]);
    if (await run(`DELETE FROM ${table} WHERE id = $1`, [id])) gone(type, id);
  };
};

const authorities: Write[] = [
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
  // A merger: the one is closed, and its names and codes go to the other.
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
  // From one to another: both change.
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

const expertises: Write[] = [
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
  // It changes hands: two summaries change.
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
       SELECT $1, id, authority_id, 'EXPE_CT', '2022-02-01', '2022-02-01', '[{"title":"test"}]', 'ILLUSTRATIVE' FROM expertise WHERE id = $2`,
      [born('Label'), any('Expertise')],
    ),
  ({ any, random, run }) =>
    run('UPDATE label SET valid_until = $2 WHERE id = $1', [
      any('Label'),
      random.chance(0.8) ? '2026-12-31' : null,
    ]),
  deleted('label', 'Label'),
  renamed('dac_sector', 'DacSector', 'name_fr = $2'),
  renamed('label_programme', 'LabelProgramme', 'name_en = $2'),
];

const countryGroups: Write[] = [
  renamed('country', 'Country', 'name_en = $2, aliases = ARRAY[$2]'),
  ({ any, run }) =>
    run('UPDATE country SET least_developed = NOT least_developed WHERE id = $1', [any('Country')]),
  // Many with one statement.
  ({ random, run }) =>
    run('UPDATE country SET sub_region = $1 WHERE code LIKE $2', [
      random.word(),
      `${random.pick(['B', 'M', 'S'])}%`,
    ]),
  ({ born, random, run }) => {
    const id = born('CountryGroup');
    return run(
      `INSERT INTO country_group (id, code, name_fr, name_en, country_codes, status, search_text, sources, confidence)
       VALUES ($1, $2, $3, $3, $4, 'LISTED', '', ${FACT})`,
      [id, `TEST-${id}`, random.word(), [random.pick(COUNTRIES), 'FR']],
    );
  },
  renamed('country_group', 'CountryGroup', 'name_fr = $2'),
  ({ any, random, run }) =>
    run('UPDATE country_group SET country_codes = $2 WHERE id = $1', [
      any('CountryGroup'),
      ['FR', ...random.some(COUNTRIES, 4)],
    ]),
  deleted('country_group', 'CountryGroup'),
  ({ any, born, random, run }) =>
    run(
      `INSERT INTO country_group_term (id, group_code, person, role, authority_id, sources, confidence)
       SELECT $1, code, 'test', $3, $4, '[{"title":"test"}]', 'ILLUSTRATIVE' FROM country_group WHERE id = $2`,
      [
        born('CountryGroupTerm'),
        any('CountryGroup'),
        random.pick(['CHAIR', 'REFERENT']),
        random.chance(0.8) ? any('Authority') : null,
      ],
    ),
  ({ any, random, run }) =>
    run('UPDATE country_group_term SET authority_id = $2, role = $3 WHERE id = $1', [
      any('CountryGroupTerm'),
      any('Authority'),
      random.pick(['CHAIR', 'REFERENT']),
    ]),
  deleted('country_group_term', 'CountryGroupTerm'),
];

const cooperations: Write[] = [
  async ({ any, born, random, run }) => {
    const id = born('Partnership');
    await run(
      `INSERT INTO partnership (id, title_fr, kind, country_code, theme_codes, status_in_source, conflicts, search_text, sources, confidence)
       VALUES ($1, $2, $3, $4, $5, 'ONGOING', '[]', '', ${FACT})`,
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
    run('UPDATE partnership SET status_in_source = $2, theme_codes = $3, country_code = $4 WHERE id = $1', [
      any('Partnership'),
      random.pick(['ONGOING', 'ENDED', 'SUSPENDED']),
      random.some(THEMES, 3),
      random.pick(COUNTRIES),
    ]),
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

const events: Write[] = [
  ({ born, random, run }) =>
    run(
      `INSERT INTO event (id, kind, title_fr, start_date, end_date, time_zone, mode, country_group_code, country_codes, status, conflicts, search_text, sources, confidence)
       VALUES ($1, 'WEBINAR', $2, '2026-05-01', '2026-05-02', 'Europe/Paris', 'ONLINE', $3, $4, 'SCHEDULED', '[]', '', ${FACT})`,
      [
        born('Event'),
        random.word(),
        random.chance(0.5) ? random.pick(GROUP_CODES) : null,
        random.some(COUNTRIES, 2),
      ],
    ),
  ({ any, random, run }) =>
    run('UPDATE event SET status = $2, title_fr = $3 WHERE id = $1', [
      any('Event'),
      random.pick(['HELD', 'CANCELLED', 'POSTPONED']),
      random.word(),
    ]),
  ({ any, run }) =>
    run(
      `INSERT INTO event_participant (event_id, authority_id, role, sources, confidence) VALUES ($1, $2, 'CHAIR', ${FACT})`,
      [any('Event'), any('Authority')],
    ),
  ({ any, run }) =>
    run('UPDATE event_participant SET event_id = $2 WHERE event_id = $1', [any('Event'), any('Event')]),
  deleted('event', 'Event', ['event_participant WHERE event_id']),
  ({ born, random, run }) =>
    run(
      `INSERT INTO news_item (id, title_fr, url, theme_codes, country_codes, documents, search_text, sources, confidence)
       VALUES ($1, $2, 'https://example.org', $3, $4, '[]', '', ${FACT})`,
      [born('NewsItem'), random.word(), random.some(THEMES, 2), random.some(COUNTRIES, 2)],
    ),
  renamed('news_item', 'NewsItem', 'title_en = $2'),
  deleted('news_item', 'NewsItem'),
  renamed('resource', 'Resource', 'title_en = $2'),
];

/** Random writes of every kind, by subgraph. */
export const writes: Readonly<Record<string, readonly Write[]>> = {
  authorities,
  expertises,
  'country-groups': countryGroups,
  cooperations,
  events,
};
