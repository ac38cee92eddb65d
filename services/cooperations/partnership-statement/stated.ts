import type { Source } from '#kernel/graphql';
import type { PartnershipEntity } from '../partnership/partnership.entity.js';
import type { PartnershipAmount, PartnershipDocument } from '../partnership/partnership-parts.type.js';

/** What one source says of a partnership; null and empty: it does not say. Dates are as precise as it has them. */
export interface Stated {
  frenchAuthorityIds: string[];
  foreignAuthorityIds: string[];
  kind: PartnershipEntity['kind'] | null;
  titleFr: string | null;
  titleEn: string | null;
  themeCodes: string[];
  dacSectorCode: string | null;
  start: string | null;
  signed: string | null;
  end: string | null;
  status: PartnershipEntity['statusInSource'] | null;
  amounts: PartnershipAmount[];
  documents: PartnershipDocument[];
  note: string | null;
}

/** A statement of a partnership, as far as it decides what the partnership shows. */
export interface Statement {
  sourceKey: string;
  externalId: string;
  source: Source;
  /** Date of the statement: a year, a month or a day. */
  asOf: string | null;
  stated: Stated;
}

/** Columns of a partnership that statements add to. */
export const FACTS = [
  'kind',
  'titleFr',
  'titleEn',
  'themeCodes',
  'startYear',
  'startYearConfidence',
  'startPartial',
  'signedOn',
  'signedPartial',
  'endDate',
  'endPartial',
  'statusInSource',
  'amountEur',
  'funder',
  'grantedOn',
  'amounts',
  'documents',
  'dacSectorCode',
  'note',
  'conflicts',
  'sources',
  'asOf',
  'confidence',
  'searchText',
] as const satisfies readonly (keyof PartnershipEntity)[];

/** What a partnership says, besides its partners. */
export type Facts = Pick<PartnershipEntity, (typeof FACTS)[number]>;

export const factsOf = (row: Facts): Facts =>
  Object.fromEntries(FACTS.map((fact) => [fact, row[fact]])) as unknown as Facts;
