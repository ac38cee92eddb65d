import { changeFieldsDdl, dropChangeFieldsDdl, type Contract } from '#kernel/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const contracts: Contract[] = [
  {
    type: 'Authority',
    table: 'authority',
    columns: [
      'id',
      'kind',
      'name',
      'short_name',
      'insee_code',
      'siren',
      'department_code',
      'department_codes',
      'region_code',
      'population',
      'population_year',
      'valid_from',
      'valid_to',
      'successor_id',
      'website',
    ],
    more: {
      aliases: `(SELECT coalesce(jsonb_agg(jsonb_build_object('name', l.name, 'kind', l.kind) ORDER BY l.name), '[]') FROM authority_alias l WHERE l.authority_id = t.id)`,
      formerCodes: `(SELECT coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'kind', c.kind, 'name', c.name) ORDER BY c.code), '[]') FROM authority_code c WHERE c.authority_id = t.id)`,
      groupIds: `(SELECT coalesce(jsonb_agg(m.group_id ORDER BY m.group_id), '[]') FROM membership m WHERE m.member_id = t.id)`,
    },
  },
  { type: 'Department', table: 'department', columns: ['id', 'code', 'name', 'region_code', 'authority_id'] },
  { type: 'Region', table: 'region', columns: ['id', 'code', 'name', 'authority_id'] },
  {
    type: 'ForeignAuthority',
    table: 'foreign_authority',
    columns: [
      'id',
      'name',
      'local_name',
      'aliases',
      'kind',
      'country_code',
      'subdivision_code',
      'national_association',
    ],
  },
  {
    type: 'NameAmbiguity',
    table: 'name_ambiguity',
    columns: ['id', 'mention', 'candidate_ids', 'chosen_id', 'why'],
  },
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
