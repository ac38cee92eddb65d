import { EditableFactColumns } from '#kernel/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export const FOREIGN_AUTHORITY_KINDS = [
  'MUNICIPALITY',
  'INTERMUNICIPAL_BODY',
  'DISTRICT',
  'DEPARTMENT',
  'PROVINCE',
  'REGION',
  'ASSOCIATION',
  'OTHER_BODY',
  'UNKNOWN',
] as const;
export type ForeignAuthorityKindCode = (typeof FOREIGN_AUTHORITY_KINDS)[number];

/** Name in a language, by its ISO 639-1 code. */
export interface NameInLanguage {
  language: string;
  name: string;
}

/** Name that a data set of names has; the language is null where the data set does not say it. */
export interface DataSetName {
  language: string | null;
  name: string;
}

@Entity('foreign_authority')
@Index('foreign_authority_identity', { synchronize: false })
@Index('foreign_authority_wikidata_id', { synchronize: false })
@Index('foreign_authority_edited_wikidata_id', { synchronize: false })
@Index('foreign_authority_merged_into_id', ['mergedIntoId'])
@Index('foreign_authority_name', { synchronize: false })
@Index('foreign_authority_country_name', { synchronize: false })
@Check(
  'foreign_authority_kind_check',
  `kind IN (${FOREIGN_AUTHORITY_KINDS.map((kind) => `'${kind}'`).join(', ')})`,
)
@Check('foreign_authority_country_code_check', `country_code ~ '^[A-Z]{2}$' AND country_code <> 'FR'`)
@Check('foreign_authority_subdivision_code_check', `starts_with(subdivision_code, country_code || '-')`)
@Check(
  'foreign_authority_confidence_check',
  `confidence IN ('CONFIRMED', 'CORROBORATED', 'STATED', 'TO_CONFIRM', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
@Check('foreign_authority_name_language_check', `name_language IS NOT NULL`)
@Check('foreign_authority_place_check', `latitude BETWEEN -90 AND 90`)
@Check('foreign_authority_wikidata_id_check', `wikidata_id IS NOT NULL`)
@Check('foreign_authority_merged_into_id_check', `merged_into_id <> id`)
@ForeignKey(() => ForeignAuthorityEntity, ['mergedIntoId'], ['id'], {
  name: 'foreign_authority_merged_into_id_fkey',
})
export class ForeignAuthorityEntity extends EditableFactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text' })
  name!: string;
  /** ISO 639-1 code of the language of the name. */
  @Column({ type: 'text', default: () => "'fr'" })
  nameLanguage!: string;
  @Column({ type: 'text', nullable: true })
  localName!: string | null;
  @Column({ type: 'text', array: true })
  aliases!: string[];
  /** Names by language, from a data set of names of cities. */
  @Column({ type: 'jsonb', default: () => "'[]'" })
  translations!: DataSetName[];
  /** Names by language that people entered. */
  @Column({ type: 'jsonb', default: () => "'[]'" })
  statedNames!: NameInLanguage[];
  @Column({ type: 'text' })
  kind!: ForeignAuthorityKindCode;
  @Column({ type: 'text' })
  countryCode!: string;
  /** ISO 3166-2; null where it is not certain. */
  @Column({ type: 'text', nullable: true })
  subdivisionCode!: string | null;
  /** Degrees north, WGS 84. */
  @Column({ type: 'double precision', nullable: true })
  latitude!: number | null;
  /** Degrees east, WGS 84. */
  @Column({ type: 'double precision', nullable: true })
  longitude!: number | null;
  /** Item of Wikidata, such as `Q3777`. */
  @Column({ type: 'text', nullable: true })
  wikidataId!: string | null;
  @Column({ type: 'text', nullable: true })
  nationalAssociation!: string | null;
  @Column({ type: 'text', nullable: true })
  note!: string | null;
  /** Entry that stands for this one since both were merged, never a merged one itself; null: this one stands. */
  @Column({ type: 'uuid', nullable: true })
  mergedIntoId!: string | null;
  /** French authority for which an editor entered it. */
  @Column({ type: 'uuid', nullable: true })
  enteredForId!: string | null;
  /** When the import that had entered it was taken back; null: it stands. */
  @Column({ type: 'timestamptz', nullable: true })
  withdrawnAt!: Date | null;
  /** Folded words of all names, with a space at either end. */
  @Column({ type: 'text' })
  searchText!: string;
}
