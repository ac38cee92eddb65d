import { changeFieldsDdl, dropChangeFieldsDdl, type Contract } from '#kernel/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const contracts: Contract[] = [
  {
    type: 'Partnership',
    table: 'partnership',
    columns: [
      'id',
      'title_fr',
      'title_en',
      'kind',
      'country_code',
      'theme_codes',
      'start_year',
      'signed_on',
      'end_date',
      'status_in_source',
    ],
    more: {
      frenchAuthorityIds: `(SELECT coalesce(jsonb_agg(a.authority_id ORDER BY a.position, a.authority_id), '[]') FROM partnership_french_authority a WHERE a.partnership_id = t.id)`,
      foreignAuthorityIds: `(SELECT coalesce(jsonb_agg(a.foreign_authority_id ORDER BY a.position, a.foreign_authority_id), '[]') FROM partnership_foreign_authority a WHERE a.partnership_id = t.id)`,
    },
  },
  {
    type: 'CallForProjects',
    table: 'call_for_projects',
    columns: [
      'id',
      'code',
      'name_fr',
      'name_en',
      'kind',
      'country_codes',
      'theme_codes',
      'opens_on',
      'closes_on',
      'results_on',
    ],
  },
  {
    type: 'Campaign',
    table: 'campaign',
    columns: ['id', 'code', 'year', 'name_fr', 'name_en', 'applications', 'laureates_count', 'decision_on'],
  },
  {
    type: 'Laureate',
    table: 'laureate',
    columns: [
      'id',
      'call_code',
      'campaign_code',
      'year',
      'title_fr',
      'title_en',
      'french_authority_ids',
      'foreign_authority_ids',
      'country_code',
      'partnership_id',
      'amount_eur',
    ],
  },
  {
    type: 'CooperationRequest',
    table: 'cooperation_request',
    columns: [
      'id',
      'foreign_authority_id',
      'country_code',
      'theme_codes',
      'need_fr',
      'need_en',
      'languages',
      'urgency',
      'opened_on',
      'expires_on',
      'status',
    ],
  },
  { type: 'Figure', table: 'figure', columns: ['id', 'name_fr', 'name_en'] },
];

/** Records of the feed carry what the entities are after the change. Those that are there already get what stands today. */
export class ChangeFields1764200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of changeFieldsDdl(contracts)) await runner.query(statement);
  }

  /** Records lose their fields; the function that fills them goes with the feed, so `down` must go on to its migration. */
  async down(runner: QueryRunner): Promise<void> {
    for (const statement of dropChangeFieldsDdl(contracts)) await runner.query(statement);
  }
}
