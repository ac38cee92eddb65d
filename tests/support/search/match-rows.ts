import { makeId } from '#kernel/values';
import type pg from 'pg';

// Rows of requests and expertises in the tables of search, which are rolled back with the transaction.

export interface RequestRow {
  id: string;
  country: string;
  themes: string[];
  languages: string[];
  urgency: 'IMMEDIATE' | 'SOON' | 'PLANNED' | null;
  population: number | null;
}

export interface ExpertiseRow {
  theme: string;
  /** Whether its holder declares it; otherwise partnerships are its evidence. */
  isDeclared: boolean;
  /** Countries of experience. */
  shownIn: string[];
  /** Countries in which its holder has a partnership that is not over, of another expertise. */
  worksIn: string[];
  /** Countries in which its holder has a partnership that is over; those that show the expertise are over there too. */
  endedIn: string[];
  languages: string[] | null;
  modes: string[] | null;
  isLabelled: boolean;
  population: number | null;
}

export const rowId = (type: string, name: string) => makeId(type, `match-rows ${name}`);

export async function insertRequest(client: pg.ClientBase, row: RequestRow): Promise<void> {
  await client.query(
    `INSERT INTO cooperation_request (id, country_code, theme_codes, status, opened_on, expires_on, languages, urgency_level, population)
     VALUES ($1, $2, $3, 'OPEN', '2026-01-01', '2999-01-01', $4, $5, $6)`,
    [row.id, row.country, row.themes, row.languages, row.urgency, row.population],
  );
}

/** Partnerships of the holder: the status, or a last day that is past or to come, tells whether they are over. */
async function insertPartnerships(client: pg.ClientBase, name: string, row: ExpertiseRow): Promise<void> {
  const shown = row.isDeclared ? [] : row.shownIn.filter((country) => !row.endedIn.includes(country));
  const partnerships = [
    ...[...new Set([...shown, ...row.worksIn])].map((country, at) => ({
      country,
      status: 'ONGOING',
      end: at % 2 ? '2999-12-31' : null,
    })),
    ...row.endedIn.map((country, at) =>
      at % 2 ? { country, status: 'ONGOING', end: '2020-12-31' } : { country, status: 'ENDED', end: null },
    ),
  ];
  for (const [at, { country, status, end }] of partnerships.entries()) {
    const id = rowId('Partnership', `${name} ${at}`);
    const authority = rowId('Authority', name);
    await client.query(
      `INSERT INTO partnership (id, kind, status, country_codes, theme_codes, stated_end, authority_ids)
       VALUES ($1, 'COOPERATION', $2, ARRAY[$3], '{}', $4, ARRAY[$5::uuid])`,
      [id, status, country, end, authority],
    );
    await client.query(
      'INSERT INTO partnership_authority (partnership_id, authority_id, country_codes) VALUES ($1, $2, ARRAY[$3])',
      [id, authority, country],
    );
  }
}

/** @param name of the holder, from which the ids are derived */
export async function insertExpertise(client: pg.ClientBase, name: string, row: ExpertiseRow): Promise<void> {
  const authority = rowId('Authority', name);
  await insertPartnerships(client, name, row);
  await client.query(
    `INSERT INTO authority (id, kind, name, aliases, former_codes, department_codes, population, partner_country_codes, search_text)
     VALUES ($1, 'COMMUNE', $2, '{}', '{}', '{}', $3, $4, '')`,
    [authority, name, row.population, [...new Set([...row.worksIn, ...row.endedIn])]],
  );
  await client.query(
    `INSERT INTO expertise (id, authority_id, theme_code, title_fr, basis, languages, mobilisation_modes, country_codes, authority_country_codes, label_periods)
     VALUES ($1, $2, $3, $4, CASE WHEN $10::boolean THEN 'DECLARED' ELSE 'EVIDENCED' END, $5, $6, $7, $8, CASE WHEN $9::boolean THEN ARRAY[daterange('2020-01-01', NULL)] ELSE '{}' END)`,
    [
      rowId('Expertise', name),
      authority,
      row.theme,
      name,
      row.languages,
      row.modes,
      row.shownIn,
      [...new Set([...row.shownIn, ...row.worksIn])],
      row.isLabelled,
      row.isDeclared,
    ],
  );
}
