import { forgetSecretsDdl } from '#kernel/mutations';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit holds no hash of a key. */
export class SecretsUnaudited1764600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of forgetSecretsDdl({ table: 'api_key', type: 'ApiKey', secret: ['hash'] }))
      await runner.query(statement);
  }

  /** What was forgotten stays so. */
  async down(): Promise<void> {}
}
