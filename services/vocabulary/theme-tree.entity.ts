import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Snapshot of the theme tree, from data/theme-tree.json, for lists and filters. The expertises subgraph owns the tree; a
 * test compares them.
 */
@Entity('theme_tree')
export class ThemeTreeEntity {
  @PrimaryColumn({ type: 'text' })
  code!: string;
  /** Codes of the theme and of its descendants. */
  @Column({ type: 'text', array: true })
  subtreeCodes!: string[];
}
