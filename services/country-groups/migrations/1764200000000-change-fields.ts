import { changeFieldsDdl, dropChangeFieldsDdl, type Contract } from '#kernel/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const contracts: Contract[] = [
  {
    type: 'Country',
    table: 'country',
    columns: [
      'id',
      'code',
      'alpha3',
      'numeric_code',
      'name_fr',
      'name_en',
      'aliases',
      'region',
      'sub_region',
      'least_developed',
    ],
  },
  {
    type: 'CountryGroup',
    table: 'country_group',
    columns: [
      'id',
      'code',
      'name_fr',
      'name_en',
      'country_codes',
      'created_on',
      'last_activity_on',
      'status',
    ],
  },
  {
    type: 'CountryGroupTerm',
    table: 'country_group_term',
    columns: ['id', 'group_code', 'role', 'authority_id', 'seen_on'],
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
