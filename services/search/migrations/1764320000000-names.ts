import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names by which authorities, themes, countries and country groups are suggested. Keys are compared byte by byte. */
export class Names1764320000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE name (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      holder_id uuid NOT NULL,
      subject_id uuid NOT NULL,
      subject_type text NOT NULL,
      name text NOT NULL,
      role text NOT NULL,
      code text,
      weight real NOT NULL,
      words text NOT NULL,
      full_key text COLLATE "C" NOT NULL,
      core_key text COLLATE "C" NOT NULL,
      sound_key text COLLATE "C" NOT NULL,
      typo_keys text[] NOT NULL,
      department_code text,
      region_code text
    )`);
    await runner.query(`CREATE INDEX name_holder_id ON name (holder_id)`);
    await runner.query(`CREATE INDEX name_full_key ON name (full_key)`);
    await runner.query(`CREATE INDEX name_core_key ON name (core_key)`);
    // Kilobytes: every search reads the list of pending entries, and a first reading of the feeds would leave long ones.
    await runner.query(
      `CREATE INDEX name_sound_key ON name USING gin (sound_key gin_trgm_ops) WITH (gin_pending_list_limit = 64)`,
    );
    await runner.query(
      `CREATE INDEX name_words ON name USING gin (words gin_trgm_ops) WITH (gin_pending_list_limit = 64)`,
    );
    await runner.query(`CREATE INDEX name_weight ON name (weight DESC)`);
    await runner.query(
      `CREATE INDEX name_typo_keys ON name USING gin (typo_keys) WITH (gin_pending_list_limit = 64)`,
    );
    await runner.query(`CREATE INDEX name_department_code ON name (department_code)`);
    await runner.query(`CREATE INDEX name_region_code ON name (region_code)`);
    // What people add to tell homonyms apart: names and codes of départements, régions and overseas collectivities.
    await runner.query(`CREATE TABLE place (
      holder_id uuid NOT NULL,
      key text COLLATE "C" NOT NULL,
      department_codes text[] NOT NULL,
      region_code text,
      PRIMARY KEY (holder_id, key)
    )`);
    await runner.query(`CREATE TABLE name_ambiguity (id uuid PRIMARY KEY, keys text[] NOT NULL)`);
    await runner.query(
      `CREATE INDEX authority_successor_id ON authority (successor_id) WHERE successor_id IS NOT NULL`,
    );
  }

  /** The feeds give everything back. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX authority_successor_id');
    await runner.query('DROP TABLE name_ambiguity, place, name');
  }
}
