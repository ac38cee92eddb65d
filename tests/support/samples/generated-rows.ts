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
const TITLES = ['Wikidata', 'test', 'À propos', 'zone'];
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
  const { rows: abroad } = await client.query<{ id: string }>(
    'SELECT id FROM authorities.foreign_authority ORDER BY country_code, id LIMIT 300',
  );
  const foreign = abroad.map(({ id }) => id);
  const partnerships = many(600, () => {
    const start = below(4) ? year() : null;
    const amount = below(3) ? null : below(400) * 1000;
    const countries = [...new Set([one(COUNTRIES), ...some(COUNTRIES, 2)])];
    return {
      id: newId('Partnership'),
      title_en: one([null, 'water', 'water 2013-2015', 'roads 2024 to 2030']),
      amount_eur: amount,
      funder: amount === null ? null : 'AFD',
      as_of: one([null, '2019', '2024-05', '2026-01-31']),
      kind: one(['TWINNING', 'COOPERATION', 'FRIENDSHIP', 'PROJECT']),
      country_code: countries[0],
      country_codes: countries,
      amounts: [],
      documents: [],
      theme_codes: some(THEMES, 4),
      start_year: start,
      start_year_confidence: start && 'CONFIRMED',
      status_in_source: one(['ONGOING', 'ENDED', 'UNKNOWN', 'UNDER_NEGOTIATION']),
      ...REST,
      sources: [...new Set([one(TITLES), one(TITLES)])].map((title) => ({ title })),
      confidence: one(['CORROBORATED', 'STATED', 'TO_CONFIRM']),
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
    'cooperations.partnership_foreign_authority',
    partnerships.flatMap(({ id }) =>
      some(foreign, 3).map((authority, position) => ({
        partnership_id: id,
        foreign_authority_id: authority,
        kind: 'MUNICIPALITY',
        position,
      })),
    ),
  );
  const expertises = many(200, (index) => {
    const countries = some(COUNTRIES, 4);
    return {
      id: newId('Expertise'),
      authority_id: one(authorities),
      theme_code: one(THEMES),
      title_fr: `expertise ${index}`,
      basis: one(['LABELLED', 'DECLARED']),
      languages: one([null, ['fr'], ['fr', 'en'], ['es']]),
      country_codes: countries,
      authority_country_codes: countries,
      evidence_ids: [],
      search_text: ' ',
      sources: REST.sources,
      confidence: REST.confidence,
    };
  });
  await insert('expertises.expertise', expertises);
  await insert(
    'expertises.label',
    expertises.slice(0, 90).map(({ id, authority_id }) => {
      const from = one(['2010', '2024', '2025']);
      const revoked = !below(8);
      return {
        id: newId('Label'),
        expertise_id: id,
        authority_id,
        programme_code: one(['PACT2', 'PACT3', 'EXPE_CT']),
        awarded_on: `${from}-06-01`,
        valid_from: `${from}-06-01`,
        valid_until: from === '2025' ? null : `${from === '2010' ? '2013' : '2036'}-05-31`,
        revoked_on: revoked ? '2026-01-01' : null,
        revocation_reason: revoked ? 'test' : null,
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
      foreign_authority_id: below(3) ? one(foreign) : null,
      foreign_authority_text: `request ${index}`,
      country_code: one(COUNTRIES),
      theme_codes: some(THEMES, 3),
      need_fr: 'besoin',
      languages: some(['fr', 'en', 'pt'], 2),
      opened_on: `${year()}${one(['', '-05', '-05-31'])}`,
      status: one(['OPEN', 'MATCHED', 'CLOSED']),
      answered_by_ids: [],
      search_text: ' ',
      sources: REST.sources,
      confidence: REST.confidence,
    })),
  );
}
