import type { CellProblem } from '../mapping/import-row.js';

/** What one name of a row stands for. */
export interface PartnerMatch {
  /** The entity; null when there is none, or no single one. */
  id: string | null;
  /** Ids of those that can be meant, the likeliest first; empty when one is sure, or none is near. */
  candidateIds: string[];
  /** Whether a new foreign authority is to be created for it. */
  creates?: boolean;
  /** Whether a person decided for `id`. */
  isDecided?: boolean;
  /** Whether the import has recorded it in this step: the others may not have heard of it. */
  isNew?: boolean;
}

/** What a row stands for in the graph, as of its last preview. */
export interface RowMatch {
  french: PartnerMatch[];
  foreign: PartnerMatch[];
  /** Partnerships that can be meant. */
  partnershipIds: string[];
  /** Why it is ambiguous or refused, beside its cells. */
  problems: CellProblem[];
}
