import type { HistoryRow, ReleaseData } from './releases.js';

/** Row of commune-creations.json: the day since which a commune exists as the body that it is. */
export interface CommuneCreation {
  inseeCode: string;
  createdOn: string;
  release: string;
}

/** Reasons with which a row of the history begins when a commune was created, as the source words them. */
const CREATIONS = new Set(['commune nouvelle', 'création']);

function firstRowOf(row: HistoryRow, byId: ReadonlyMap<string, HistoryRow>): HistoryRow {
  const before = row.predecesseur === undefined ? undefined : byId.get(row.predecesseur);
  return before?.type === 'COM' ? firstRowOf(before, byId) : row;
}

/**
 * Days on which communes of today were created, from 1943 to 2019. Those created since are left out: releases say the year
 * on whose 1 January they exist, and not since when.
 * @param lasting codes of today of the communes of 2019 that are the same body still, by their code of then
 */
export function communeCreations(
  { history, version }: ReleaseData,
  lasting: ReadonlyMap<string, string>,
): CommuneCreation[] {
  const byId = new Map(history.map((row) => [row.id, row]));
  return history
    .filter(({ type, dateFin }) => type === 'COM' && dateFin === undefined)
    .flatMap((row) => {
      const first = firstRowOf(row, byId);
      const inseeCode = lasting.get(row.code);
      return inseeCode !== undefined &&
        first.dateDebut !== undefined &&
        CREATIONS.has(first.raisonDebut ?? '')
        ? [{ inseeCode, createdOn: first.dateDebut, release: version }]
        : [];
    })
    .sort((a, b) => (a.inseeCode < b.inseeCode ? -1 : 1));
}
