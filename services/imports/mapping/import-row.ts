import type { AuthorityKind, ForeignAuthorityKind, PartnershipKind } from '#vocabulary';

/** Place in a file: sheet of a workbook, and line of a text or row of a sheet, both counted from 1. */
export interface RecordPlace {
  readonly sheet?: string;
  readonly row: number;
}

/** What a row says about a French partner; at least one key is set. */
export interface FrenchAuthorityText {
  readonly name?: string;
  readonly siren?: string;
  /** Code of the commune in the official geographical code (COG). */
  readonly inseeCode?: string;
  readonly postalCode?: string;
  /** Code or name of the département, as the source has it. */
  readonly department?: string;
  readonly kind?: `${AuthorityKind}`;
  readonly wikidataId?: string;
}

/** What a row says about a partner abroad. */
export interface ForeignAuthorityText {
  readonly name: string;
  /** ISO 3166-1 alpha-2, or XK. */
  readonly country: string;
  /** The country as the source words it. */
  readonly countryText?: string;
  readonly kind?: `${ForeignAuthorityKind}`;
  /** Name or ISO 3166-2 code of a part of the country. */
  readonly subdivision?: string;
  readonly wikidataId?: string;
  readonly latitude?: number;
  readonly longitude?: number;
}

export type PartnershipKindCode = `${PartnershipKind}`;
export type ImportedStatus = 'ONGOING' | 'ENDED' | 'SUSPENDED' | 'UNDER_NEGOTIATION' | 'UNKNOWN';

export interface ImportedAmount {
  /** In units of the currency, never in thousands. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly year: number | null;
  readonly funder: string | null;
}

export interface ImportedDocument {
  readonly title: string | null;
  readonly url: string;
}

/** Row of a file in the terms of the graph: one partnership, as one source states it. */
export interface ImportRow {
  readonly place: RecordPlace;
  /** Key of the row in its source; null: the import derives one from its content. */
  readonly externalId: string | null;
  readonly french: readonly FrenchAuthorityText[];
  readonly foreign: readonly ForeignAuthorityText[];
  readonly kind: PartnershipKindCode | null;
  readonly titleFr: string | null;
  readonly titleEn: string | null;
  /** Codes of themes. */
  readonly themes: readonly string[];
  readonly dacSectorCode: string | null;
  /** Dates as precise as the source: `2013`, `2013-05`, `2013-05-20`. */
  readonly start: string | null;
  readonly signedOn: string | null;
  readonly end: string | null;
  readonly status: ImportedStatus | null;
  readonly amounts: readonly ImportedAmount[];
  readonly documents: readonly ImportedDocument[];
  /** When the source made the statement: a date as precise as the source. */
  readonly asOf: string | null;
  readonly note: string | null;
}

/** What is wrong with a cell: it refuses the row, or is a remark. */
export interface CellProblem {
  /** Header of the column, as the file has it. */
  readonly column: string;
  readonly value: string;
  /** Code of the problem, such as `COUNTRY_UNKNOWN`. */
  readonly code: string;
  /** What would be right, in English. */
  readonly expected: string;
  readonly expectedFr: string;
  /** Whether the row is refused for it. */
  readonly fatal: boolean;
}

/** Outcome of mapping one record; `row` is null when a problem is fatal. */
export interface MappedRow {
  readonly row: ImportRow | null;
  readonly problems: readonly CellProblem[];
  /** The cells as the file has them, by header. */
  readonly cells: Readonly<Record<string, string>>;
}
