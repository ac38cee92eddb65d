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
  /** Countries in which its holder works. */
  worksIn: string[];
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

/** @param name of the holder, from which the ids are derived */
export async function insertExpertise(client: pg.ClientBase, name: string, row: ExpertiseRow): Promise<void> {
  const authority = rowId('Authority', name);
  await client.query(
    `INSERT INTO authority (id, kind, name, aliases, former_codes, department_codes, population, partner_country_codes, search_text)
     VALUES ($1, 'COMMUNE', $2, '{}', '{}', '{}', $3, $4, '')`,
    [authority, name, row.population, row.worksIn],
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
