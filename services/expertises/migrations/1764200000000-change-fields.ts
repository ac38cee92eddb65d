import { changeFieldsDdl, dropChangeFieldsDdl, type Contract } from '#kernel/outbox';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const contracts: Contract[] = [
  {
    type: 'Theme',
    table: 'theme',
    columns: [
      'id',
      'code',
      'parent_code',
      'level',
      'name_fr',
      'name_en',
      'path_codes',
      'subtree_codes',
      'dac_codes',
      'goal_codes',
    ],
  },
  { type: 'DacSector', table: 'dac_sector', columns: ['id', 'code', 'name_fr', 'name_en', 'status'] },
  {
    type: 'SustainableDevelopmentGoal',
    table: 'sustainable_development_goal',
    columns: ['id', 'code', 'name_fr', 'name_en'],
  },
  {
    type: 'Expertise',
    table: 'expertise',
    columns: [
      'id',
      'authority_id',
      'theme_code',
      'title_fr',
      'title_en',
      'description_fr',
      'description_en',
      'basis',
      'languages',
      'mobilisation_modes',
      'country_codes',
      'authority_country_codes',
      'evidence_ids',
    ],
  },
  {
    type: 'LabelProgramme',
    table: 'label_programme',
    columns: ['id', 'code', 'name_fr', 'name_en', 'launched_on'],
  },
  {
    type: 'CommitteeSession',
    table: 'committee_session',
    columns: ['id', 'programme_code', 'announced_on', 'submissions_before', 'held_on'],
  },
  {
    type: 'Label',
    table: 'label',
    columns: [
      'id',
      'expertise_id',
      'authority_id',
      'programme_code',
      'session_id',
      'awarded_on',
      'valid_from',
      'valid_until',
    ],
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
