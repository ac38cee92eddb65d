import { FactColumns } from '#kernel/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AuthorityEntity } from '../authority/authority.entity.js';

@Entity('region')
@Check(
  'region_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
export class RegionEntity extends FactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text', unique: true })
  code!: string;
  @Column({ type: 'text' })
  name!: string;
  @ForeignKey(() => AuthorityEntity, { name: 'region_authority_id_fkey' })
  @Column({ type: 'uuid', nullable: true })
  authorityId!: string | null;
  /** Folded words of its names and its code, with a space at either end. */
  @Column({ type: 'text' })
  searchText!: string;
}

@Entity('department')
@ForeignKey(() => RegionEntity, ['regionCode'], ['code'], { name: 'department_region_code_fkey' })
@Index('department_region_code', { synchronize: false })
@Check(
  'department_confidence_check',
  `confidence IN ('CONFIRMED', 'GENERAL_KNOWLEDGE', 'DERIVED', 'ILLUSTRATIVE')`,
)
export class DepartmentEntity extends FactColumns {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;
  @Column({ type: 'text', unique: true })
  code!: string;
  @Column({ type: 'text' })
  name!: string;
  @Column({ type: 'text' })
  regionCode!: string;
  /** Collectivity that holds its powers today. */
  @ForeignKey(() => AuthorityEntity, { name: 'department_authority_id_fkey' })
  @Column({ type: 'uuid', nullable: true })
  authorityId!: string | null;
  /** Folded words of its name and its code, with a space at either end. */
  @Column({ type: 'text' })
  searchText!: string;
}
