import type { CommunesOfToday } from './communes-of-today.js';
import { isSameName, type FormerName } from './former-name.js';
import type { CommuneRow, HistoryRow, ReleaseData } from './releases.js';

/** Follows a commune through changes of its name, code and members to the last row in which it is a commune of its own. */
function lastRowOf(row: HistoryRow, byId: ReadonlyMap<string, HistoryRow>): HistoryRow {
  const next = row.successeur === undefined ? undefined : byId.get(row.successeur);
  return next?.type === 'COM' ? lastRowOf(next, byId) : row;
}

/**
 * Former names and codes of communes from 1943 to 2019, by day.
 * @param lasting codes of today of the communes of 2019 that are the same body still, by their code of then
 */
export function formerNamesOfHistory(
  { history, version }: ReleaseData,
  today: CommunesOfToday,
  lasting: ReadonlyMap<string, string>,
): FormerName[] {
  const byId = new Map(history.map((row) => [row.id, row]));
  const rows = new Map<string, FormerName[]>();
  for (const row of history) {
    if (row.type !== 'COM' || row.dateFin === undefined) continue;
    const last = lastRowOf(row, byId);
    const sameBody = last.dateFin === undefined ? lasting.get(last.code) : undefined;
    const code = sameBody ?? today.codeOf(last.code);
    const commune = code === undefined ? undefined : today.byCode.get(code);
    if (!commune) throw new Error(`${row.id} ${row.nom} leads to no commune of today`);
    if (row.code === commune.code && isSameName(row.nom, commune.nom)) continue;
    const kind = sameBody !== undefined ? 'FORMER_NAME' : 'PREDECESSOR';
    const ofCode = rows.get(row.code) ?? [];
    rows.set(row.code, ofCode);
    const before = ofCode.find(({ name, until }) => until === row.dateDebut && isSameName(name, row.nom));
    if (before) Object.assign(before, { name: row.nom, kind, until: row.dateFin });
    else
      ofCode.push({
        name: row.nom,
        kind,
        authorityKey: `COM-${commune.code}`,
        inseeCode: row.code,
        ...(row.dateDebut !== undefined && { from: row.dateDebut }),
        until: row.dateFin,
        release: version,
        confidence: 'confirmed',
      });
  }
  return [...rows.values()].flat();
}

/** Days from which the communes that existed in 2019 had the name and code of 2019, by code; without those since before 1943. */
export function daysOfNamesIn2019({ history }: ReleaseData): Map<string, { name: string; from: string }> {
  return new Map(
    history.flatMap((row) =>
      row.type === 'COM' && row.dateFin === undefined && row.dateDebut !== undefined
        ? [[row.code, { name: row.nom, from: row.dateDebut }] as const]
        : [],
    ),
  );
}

/** Communes that merged before the history begins: the first release names them, without dates. */
export function formerNamesBeforeHistory(
  first: ReleaseData,
  { history }: ReleaseData,
  today: CommunesOfToday,
): FormerName[] {
  const known = new Set(history.map(({ code }) => code));
  return first.communes
    .filter(({ type, code }) => type === 'commune-absorbee' && !known.has(code))
    .map(({ code, nom, communeAbsorbante }: CommuneRow) => {
      const absorbing = today.codeOf(code) ?? today.codeOf(communeAbsorbante ?? '');
      if (absorbing === undefined) throw new Error(`${code} ${nom} leads to no commune of today`);
      return {
        name: nom,
        kind: 'PREDECESSOR' as const,
        authorityKey: `COM-${absorbing}`,
        inseeCode: code,
        release: first.version,
        confidence: 'confirmed' as const,
      };
    });
}
