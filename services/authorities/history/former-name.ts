import { foldText } from '#kernel/values';

/**
 * FORMER_NAME: the authority itself had this name, code or SIREN.
 * PREDECESSOR: a body had them that merged into the authority, or that it replaced.
 */
export type FormerNameKind = 'FORMER_NAME' | 'PREDECESSOR';

/** Row of former-names.json: a name with its code and SIREN, which belong to an authority of today or a predecessor. */
export interface FormerName {
  name: string;
  kind: FormerNameKind;
  /** Key of the authority of today. */
  authorityKey: string;
  /** INSEE code that went with the name; absent for intermunicipal bodies. */
  inseeCode?: string;
  siren?: string;
  /** First day, where the source dates it. */
  from?: string;
  /** Day from which it was no longer so, where the source dates it. */
  until?: string;
  /** Where no day is known: the first year on whose 1 January a release has it. */
  firstSeen?: string;
  /** Where no day is known: the last year on whose 1 January a release has it. */
  lastSeen?: string;
  /** Release that has it, the last of several. */
  release: string;
  /** derived: that the authority of today succeeds is our conclusion from the members of both. */
  confidence: 'confirmed' | 'derived';
}

/** Properties in the order in which the data file has them. */
export const COLUMNS: readonly (keyof FormerName)[] = [
  'name',
  'kind',
  'authorityKey',
  'inseeCode',
  'siren',
  'from',
  'until',
  'firstSeen',
  'lastSeen',
  'release',
  'confidence',
];

/** Whether two names are the same but for accents, case, apostrophes and hyphens, which releases spell in several ways. */
export const isSameName = (a: string, b: string): boolean => foldText(a) === foldText(b);

/** Order of the data file: what belongs to one authority stands together, the oldest first. */
export function compareFormerNames(a: FormerName, b: FormerName): number {
  const keys = (row: FormerName) => [
    row.authorityKey,
    row.until ?? `${row.lastSeen ?? ''}-99`,
    row.inseeCode ?? '',
    row.siren ?? '',
    row.name,
  ];
  const [left, right] = [keys(a), keys(b)];
  const at = left.findIndex((key, index) => key !== right[index]);
  return at < 0 ? 0 : left[at]! < right[at]! ? -1 : 1;
}
