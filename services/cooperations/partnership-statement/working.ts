import { foldText, newId } from '#kernel/values';
import type { Partners } from '../partnership/partners.writes.js';
import type { PartnershipEntity } from '../partnership/partnership.entity.js';
import type { Tie } from './match-rule.js';
import type { PartnershipStatementEntity } from './partnership-statement.entity.js';
import type { Facts, Stated } from './stated.js';

/** A partnership while rows are recorded: what it shows, what it is known for itself, and its statements. */
export interface Working {
  id: string;
  frenchAuthorityIds: string[];
  foreignAuthorityIds: string[];
  /** Its row as stored; null for one that a row has made. */
  row: PartnershipEntity | null;
  /** What it is known for apart from its statements; null when they made it. */
  own: Facts | null;
  /** Whether `own` is stored already. */
  hasBase: boolean;
  statements: PartnershipStatementEntity[];
  /** What it shows after the rows so far. */
  facts: Facts;
  isChanged: boolean;
  /** Partners to write, where the statements that made it have new ones. */
  newPartners: Partners | null;
}

/** A partnership that does not exist yet; its facts follow from its statements, or from what it is known for itself. */
export const newWorking = ({ frenchAuthorityIds, foreignAuthorityIds }: Stated): Working => ({
  id: newId('Partnership'),
  frenchAuthorityIds,
  foreignAuthorityIds,
  row: null,
  own: null,
  hasBase: false,
  statements: [],
  facts: undefined as never,
  isChanged: true,
  newPartners: null,
});

const foldedTitles = (titles: readonly (string | null)[]) =>
  titles.flatMap((title) => (title === null ? [] : foldText(title)));

export const tieOf = ({
  facts,
  frenchAuthorityIds,
  foreignAuthorityIds,
}: Pick<Working, 'facts' | 'frenchAuthorityIds' | 'foreignAuthorityIds'>): Tie => ({
  frenchAuthorityIds,
  foreignAuthorityIds,
  kind: facts.kind,
  startYear: facts.startYear,
  titles: foldedTitles([facts.titleFr, facts.titleEn]),
});

export const tieStated = (stated: Stated): Tie => ({
  frenchAuthorityIds: stated.frenchAuthorityIds,
  foreignAuthorityIds: stated.foreignAuthorityIds,
  kind: stated.kind ?? 'UNKNOWN',
  startYear: stated.start === null ? null : Number(stated.start.slice(0, 4)),
  titles: foldedTitles([stated.titleFr, stated.titleEn]),
});
