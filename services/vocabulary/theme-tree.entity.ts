import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What lists and filters need to know of the themes, as data/theme-tree.json has it.
 * A snapshot: the expertises subgraph owns the tree, and a test compares them.
 */
@Entity('theme_tree')
export class ThemeTreeEntity {
  @PrimaryColumn({ type: 'text' })
  code!: string;
  /** The theme and all below it. */
  @Column({ type: 'text', array: true })
  subtreeCodes!: string[];
}
