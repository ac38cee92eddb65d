import { newId } from '#kernel/values';
import type pg from 'pg';

const THEMES = ['ENV', 'ENV-WATER', 'ENV-WATERWASTE', 'ENV-WASTE', 'POL-GOV', 'POL-INST', 'EDU-YOUTH', 'CUL'];
const COUNTRIES = [
  'BJ',
  'BF',
  'SN',
  'ML',
  'NE',
  'TG',
  'MG',
  'MA',
  'TN',
  'VN',
  'KR',
  'JP',
  'US',
  'DE',
  'TW',
  'HT',
];
const REST = { conflicts: [], search_text: ' ', sources: [{ title: 'test' }], confidence: 'ILLUSTRATIVE' };

/** Pseudo-random numbers, the same in each run. */
function dice(seed: number) {
  const below = (bound: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (seed >> 8) % bound;
  };
  const one = <Item>(items: readonly Item[]): Item => items[below(items.length)]!;
  const some = <Item>(items: readonly Item[], most: number): Item[] => [
    ...new Set(Array.from({ length: below(most + 1) }, () => one(items))),
  ];
  return { below, one, some };
}

/** Inserts rows with several countries, themes and authorities, and with none, into the tables of the services. */
export async function insertGeneratedRows(client: pg.Client): Promise<void> {
  const { below, one, some } = dice(20_261_125);
  const insert = async (table: string, rows: Record<string, unknown>[]) => {
    // Triggers write to the outbox of the schema.
    await client.query(`SET search_path = ${table.split('.')[0]}, extensions`);
    const columns = Object.keys(rows[0]!).join(', ');
    await client.query(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
      [JSON.stringify(rows)],
    );
  };
  const many = <Row>(count: number, row: (index: number) => Row) =>
    Array.from({ length: count }, (_, i) => row(i));
  const year = () => 1960 + below(60);

  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM authorities.authority WHERE region_code IS NULL OR kind IN ('REGION', 'DEPARTMENT', 'JOINT_SYNDICATE')
       OR id IN (SELECT authority_id FROM cooperations.partnership_french_authority) ORDER BY kind, region_code, id`,
  );
  const authorities = rows.map(({ id }) => id);
  const partnerships = many(600, () => {
    const start = below(4) ? year() : null;
    return {
      id: newId('Partnership'),
      kind: one(['TWINNING', 'COOPERATION', 'FRIENDSHIP', 'PROJECT']),
      country_code: one(COUNTRIES),
      theme_codes: some(THEMES, 4),
      start_year: start,
      start_year_confidence: start && 'CONFIRMED',
      status_in_source: one(['ONGOING', 'ENDED', 'UNKNOWN']),
      ...REST,
    };
  });
  await insert('cooperations.partnership', partnerships);
  await insert(
    'cooperations.partnership_french_authority',
    partnerships.flatMap(({ id }) =>
      [...new Set([one(authorities), ...some(authorities, 3)])].map((authority, position) => ({
        partnership_id: id,
        authority_id: authority,
        position,
      })),
    ),
  );
  await insert(
    'expertises.expertise',
    many(200, (index) => {
      const countries = some(COUNTRIES, 4);
      return {
        id: newId('Expertise'),
        authority_id: one(authorities),
        theme_code: one(THEMES),
        title_fr: `expertise ${index}`,
        basis: one(['LABELLED', 'DECLARED']),
        country_codes: countries,
        authority_country_codes: countries,
        evidence_ids: [],
        search_text: ' ',
        sources: REST.sources,
        confidence: REST.confidence,
      };
    }),
  );
  await insert(
    'events.event',
    many(150, (index) => ({
      id: newId('Event'),
      kind: one(['MISSION', 'ASSISES', 'WEBINAR', 'TALK']),
      title_fr: `event ${index}`,
      start_date: `${year()}-03-01`,
      end_date: '2031-01-01',
      time_zone: 'Europe/Paris',
      mode: 'ONLINE',
      country_group_code: one(['MG', 'ML', 'SAHEL', null]),
      country_codes: some(COUNTRIES, 4),
      status: one(['HELD', 'SCHEDULED', 'CANCELLED']),
      ...REST,
    })),
  );
  await insert(
    'cooperations.call_for_projects',
    many(80, (index) => ({
      id: newId('CallForProjects'),
      code: `TEST-${index}`,
      name_fr: `call ${index}`,
      kind: one(['GENERAL', 'TURNKEY', 'THEMATIC']),
      country_codes: some(COUNTRIES, 3),
      theme_codes: some(THEMES, 3),
      opens_on: below(4) ? `${year()}-06-30` : null,
      ...REST,
    })),
  );
  await insert(
    'cooperations.cooperation_request',
    many(100, (index) => ({
      id: newId('CooperationRequest'),
      foreign_authority_text: `request ${index}`,
      country_code: one(COUNTRIES),
      theme_codes: some(THEMES, 3),
      need_fr: 'besoin',
      languages: [],
      opened_on: `${year()}${one(['', '-05', '-05-31'])}`,
      status: one(['OPEN', 'MATCHED', 'CLOSED']),
      answered_by_ids: [],
      search_text: ' ',
      sources: REST.sources,
      confidence: REST.confidence,
    })),
  );
}
