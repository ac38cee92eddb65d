import { FactColumns, EditableFactColumns } from '#kernel/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export const AUTHORITY_KINDS = [
  'COMMUNE',
  'COMMUNITY_OF_COMMUNES',
  'AGGLOMERATION_COMMUNITY',
  'URBAN_COMMUNITY',
  'METROPOLIS',
  'METROPOLIS_LYON',
  'TERRITORIAL_PUBLIC_ESTABLISHMENT',
  'DEPARTMENT',
  'REGION',
  'SPECIAL_COLLECTIVITY',
  'JOINT_SYNDICATE',
  'ASSOCIATION',
  'OTHER_BODY',
] as const;
export type AuthorityKindCode = (typeof AUTHORITY_KINDS)[number];

/** Option of an index over expressions or with conditions: only the migration can define it, the entity names it. */
const definedInMigration = { synchronize: false } as const;

@Entity('authority')
@Index('authority_siren_live', definedInMigration)
@Index('authority_insee_code_live', definedInMigration)
@Index('authority_siren', definedInMigration)
@Index('authority_insee_code', definedInMigration)
@Index('authority_name', definedInMigration)
@Index('authority_population', definedInMigration)
@Index('authority_insee_order', definedInMigration)
@Index('authority_population_upwards', definedInMigration)
@Index('authority_insee_order_downwards', definedInMigration)
@Index('authority_kind', definedInMigration)
@Index('authority_population_value', definedInMigration)
@Index('authority_closed_name', definedInMigration)
@Index('authority_kind_name', definedInMigration)
@Index('authority_department_codes', definedInMigration)
@Index('authority_region_name', definedInMigration)
@Index('authority_postal_codes', definedInMigration)
@Index('authority_successor_id', definedInMigration)
@Index('authority_search_text', definedInMigration)
@Index('authority_body', definedInMigration)
@Index('authority_wikidata_id', definedInMigration)
@Check('authority_kind_check', `kind IN (${AUTHORITY_KINDS.map((kind) => `'${kind}'`).join(', ')})`)
@Check('authority_siren_check', `siren ~ '^[0-9]{9}$'`)
@Check('authority_population_check', `population >= 0`)
@Check('authority_population_year_check', `population_year IS NULL OR population IS NOT NULL`)
@Check('authority_dates_ordered', `valid_to >= valid_from`)
@Check('authority_successor_check', `successor_id IS NULL OR (valid_to IS NOT NULL AND successor_id <> id)`)
@Check(
  'authority_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
@Check('authority_place_check', `latitude BETWEEN -90 AND 90`)
@Check('authority_wikidata_id_check', `wikidata_id IS NOT NULL`)
export class AuthorityEntity extends EditableFactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  /** Natural key from which the id is derived, such as `COM-69123`; other services derive the same id. */
  @Column({ type: 'text', unique: true })
  key!: string;
  @Column({ type: 'text' })
  kind!: AuthorityKindCode;
  @Column({ type: 'text' })
  name!: string;
  @Column({ type: 'text', nullable: true })
  shortName!: string | null;
  @Column({ type: 'text', nullable: true })
  inseeCode!: string | null;
  @Column({ type: 'text', nullable: true })
  siren!: string | null;
  @Column({ type: 'text', nullable: true })
  departmentCode!: string | null;
  /** Codes of the départements in which it lies or whose powers it holds; three digits for an overseas collectivity. */
  @Column({ type: 'text', array: true })
  departmentCodes!: string[];
  @Column({ type: 'text', nullable: true })
  regionCode!: string | null;
  /** Postal codes of a commune, in order; empty for others. */
  @Column({ type: 'text', array: true, default: () => `'{}'` })
  postalCodes!: string[];
  @Column({ type: 'integer', nullable: true })
  population!: number | null;
  @Column({ type: 'smallint', nullable: true })
  populationYear!: number | null;
  @Column({ type: 'text', nullable: true })
  validFrom!: string | null;
  /** Last day; null for an authority that exists. */
  @Column({ type: 'text', nullable: true })
  validTo!: string | null;
  @ForeignKey(() => AuthorityEntity, {
    name: 'authority_successor_id_fkey',
    deferrable: 'INITIALLY DEFERRED',
  })
  @Column({ type: 'uuid', nullable: true })
  successorId!: string | null;
  @Column({ type: 'text', nullable: true })
  website!: string | null;
  /** Address of a role mailbox, never of a person. */
  @Column({ type: 'text', nullable: true })
  email!: string | null;
  /** Degrees north, WGS 84. */
  @Column({ type: 'double precision', nullable: true })
  latitude!: number | null;
  /** Degrees east, WGS 84. */
  @Column({ type: 'double precision', nullable: true })
  longitude!: number | null;
  /** Item of Wikidata, such as `Q456`. */
  @Column({ type: 'text', nullable: true })
  wikidataId!: string | null;
  /** Reason why the row differs from the official geographic code. */
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  /** Folded words of all names, with a space at either end. */
  @Column({ type: 'text' })
  searchText!: string;
}

@Entity('authority_alias')
@Check(
  'authority_alias_kind_check',
  `kind IN ('PREDECESSOR', 'FORMER_NAME', 'SHORT_NAME', 'SPELLING', 'OTHER_NAME')`,
)
@Check(
  'authority_alias_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
export class AuthorityAliasEntity extends FactColumns {
  @ForeignKey(() => AuthorityEntity, { name: 'authority_alias_authority_id_fkey' })
  @PrimaryColumn({ type: 'uuid' })
  authorityId!: string;
  @Column({ type: 'text' })
  kind!: 'PREDECESSOR' | 'FORMER_NAME' | 'SHORT_NAME' | 'SPELLING' | 'OTHER_NAME';
  @PrimaryColumn({ type: 'text' })
  name!: string;
}

@Entity('authority_code')
@Index('authority_code_authority_id', definedInMigration)
@Check(
  'authority_code_kind_check',
  `kind IN ('FORMER_COMMUNE', 'DELEGATED_COMMUNE', 'ASSOCIATED_COMMUNE', 'MUNICIPAL_DISTRICT', 'DEPARTMENT')`,
)
@Check(
  'authority_code_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
export class AuthorityCodeEntity extends FactColumns {
  @PrimaryColumn({ type: 'text' })
  code!: string;
  @Column({ type: 'text' })
  kind!: 'FORMER_COMMUNE' | 'DELEGATED_COMMUNE' | 'ASSOCIATED_COMMUNE' | 'MUNICIPAL_DISTRICT' | 'DEPARTMENT';
  @Column({ type: 'text', nullable: true })
  name!: string | null;
  /** Authority to which the code leads today. */
  @ForeignKey(() => AuthorityEntity, { name: 'authority_code_authority_id_fkey' })
  @Column({ type: 'uuid' })
  authorityId!: string;
}

@Entity('membership')
@Index('membership_group_id', definedInMigration)
export class MembershipEntity {
  @ForeignKey(() => AuthorityEntity, { name: 'membership_member_id_fkey' })
  @PrimaryColumn({ type: 'uuid' })
  memberId!: string;
  @ForeignKey(() => AuthorityEntity, { name: 'membership_group_id_fkey' })
  @PrimaryColumn({ type: 'uuid' })
  groupId!: string;
}
