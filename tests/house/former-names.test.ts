import { describe, expect, it } from '@jest/globals';
import { foldText } from '#kernel/values';
import { installReleases, rowsOfRelease, type Row } from '../support/releases.js';
import { facts } from '../support/search/facts.js';

// What `npm run derive-former-names` wrote, against the releases themselves: plain loops over their rows, which follow the
// mergers by the rows of the history, and not by the former codes of the latest release as the program does.

interface FormerName {
  name: string;
  kind: 'FORMER_NAME' | 'PREDECESSOR';
  authorityKey: string;
  inseeCode?: string;
  siren?: string;
  from?: string;
  until?: string;
  firstSeen?: string;
  lastSeen?: string;
}

const missing = installReleases();
if (missing !== undefined) console.warn(`former names are not compared with the releases: ${missing}`);
const describeReleases = missing === undefined ? describe : describe.skip;

const formerNames = facts<FormerName>('authorities', 'former-names');
const creations = facts<{ inseeCode: string; createdOn: string }>('authorities', 'commune-creations');

/** Years of whose communes there is a release; that of 2020 has those of 2019 again. */
const YEARS = [2019, 2021, 2022, 2023, 2024, 2025];
const BODY_YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025];
const THIS_YEAR = 2026;

const same = (a: string, b: string) => foldText(a) === foldText(b);
const isCommune = (row: Row) => row.type === 'commune-actuelle';
const communesOf = (year: number) => rowsOfRelease(year, 'communes').filter(isCommune);
const byCode = (rows: Row[]) => new Map(rows.map((row) => [row.code as string, row]));
const group = <Value>(values: readonly Value[], keyOf: (value: Value) => string | undefined) => {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
};
/** SIREN of each commune that an intermunicipal body of the year lists. */
function sirensOf(year: number): Map<string, string> {
  const sirens = new Map<string, string>();
  for (const { membres } of rowsOfRelease(year, 'epci'))
    for (const { code, siren } of membres as Row[]) if (siren) sirens.set(code as string, siren as string);
  return sirens;
}
const named = group(formerNames, ({ inseeCode }) => inseeCode);

describeReleases('former names of communes since 2019', () => {
  const today = byCode(missing === undefined ? communesOf(THIS_YEAR) : []);
  const sirensToday = missing === undefined ? sirensOf(THIS_YEAR) : new Map<string, string>();
  const ofToday = new Set(sirensToday.values());

  it.each(YEARS)('each name, code and SIREN of %d is that of today or is listed', (year) => {
    const sirens = sirensOf(year);
    const lost: string[] = [];
    let changed = 0;
    for (const { code, nom } of communesOf(year)) {
      const now = today.get(code);
      const [siren, sirenNow] = [sirens.get(code), sirensToday.get(code)];
      const isNewBody = siren !== undefined && sirenNow !== undefined && siren !== sirenNow;
      if (now && same(now.nom, nom) && !isNewBody) continue;
      changed += 1;
      const found = (named.get(code) ?? []).some(
        (row) =>
          same(row.name, nom) &&
          Number(row.firstSeen ?? year) <= year &&
          Number(row.lastSeen) >= year &&
          (siren === undefined || row.siren === siren || ofToday.has(siren)),
      );
      if (!found) lost.push(`${code} ${nom} ${siren}`);
    }
    expect(changed).toBeGreaterThan(10);
    expect(lost).toEqual([]);
  });

  it('each is in the release of the year in which it was seen last, and not in the next', () => {
    const seen = formerNames.filter(({ lastSeen, inseeCode }) => lastSeen && inseeCode);
    expect(seen.length).toBeGreaterThan(200);
    const states = new Map([...YEARS, THIS_YEAR].map((year) => [year, byCode(communesOf(year))]));
    const sirens = new Map([...YEARS, THIS_YEAR].map((year) => [year, sirensOf(year)]));
    const has = (year: number, { inseeCode, name, siren }: FormerName) => {
      const row = states.get(year)!.get(inseeCode!);
      const sirenThen = sirens.get(year)!.get(inseeCode!);
      return row !== undefined && same(row.nom, name) && (!siren || !sirenThen || siren === sirenThen);
    };
    const wrong = seen.filter((row) => {
      const year = Number(row.lastSeen);
      const next = [...YEARS, THIS_YEAR].find((other) => other > year)!;
      const first = row.firstSeen === undefined ? year : Number(row.firstSeen);
      const before = YEARS.filter((other) => other < first).at(-1);
      const began = row.firstSeen !== undefined && before !== undefined && has(before, row);
      return !has(year, row) || has(next, row) || !has(first, row) || began;
    });
    expect(wrong).toEqual([]);
  });
});

describeReleases('former names of communes from 1943 to 2019', () => {
  const history = missing === undefined ? rowsOfRelease(2020, 'historique-communes') : [];
  const byId = new Map(history.map((row) => [row.id as string, row]));
  const today = missing === undefined ? byCode(communesOf(THIS_YEAR)) : new Map<string, Row>();
  /** Communes of today that a commune of 2019 became, by a loop over the latest release. */
  const after2019 = new Map<string, string>();
  if (missing === undefined) {
    for (const row of rowsOfRelease(THIS_YEAR, 'communes')) {
      if (isCommune(row)) for (const code of row.anciensCodes ?? []) after2019.set(code, row.code);
    }
    for (const row of rowsOfRelease(THIS_YEAR, 'communes')) {
      const whole = row.chefLieu ?? row.commune;
      if (whole) after2019.set(row.code, whole);
    }
    for (const code of today.keys()) after2019.set(code, code);
  }

  /** Communes whose seat took another code, after the one that had it parted from them: Les Hauts-Talican. */
  const MOVED = new Map([['60054', '60694']]);

  /** Code of the commune that a row of the history had become in 2019: by its successors, else by the commune that took it in. */
  function codeIn2019(row: Row, steps = 0): string {
    if (steps > 30) throw new Error(`the history of ${row.id} goes round`);
    if (row.type === 'COM' && row.dateFin === undefined) return row.code;
    const next = row.successeur ?? row.pole;
    if (next !== undefined) return codeIn2019(byId.get(next)!, steps + 1);
    // Its communes parted again, and the one with its code goes on.
    const later = history.find((other) => other.code === row.code && other.type === 'COM' && !other.dateFin);
    if (later) return later.code;
    const part = history.find(
      (other) => other.code === row.code && other.dateDebut === row.dateFin && other !== row,
    );
    return part ? codeIn2019(part, steps + 1) : row.code;
  }

  it('each row of the history that ended is that of today or is listed with its days', () => {
    const lost: string[] = [];
    let ended = 0;
    for (const row of history) {
      if (row.type !== 'COM' || row.dateFin === undefined) continue;
      const now = today.get(row.code);
      if (now && same(now.nom, row.nom)) continue;
      ended += 1;
      // Rows that follow each other with one name are one.
      const found = (named.get(row.code) ?? []).some(
        ({ name, from, until }) =>
          same(name, row.nom) &&
          until !== undefined &&
          until >= row.dateFin &&
          (from === undefined || (row.dateDebut !== undefined && from <= row.dateDebut)),
      );
      if (!found) lost.push(row.id as string);
    }
    expect(ended).toBeGreaterThan(6_000);
    expect(lost).toEqual([]);
  });

  it('each with a last day begins and ends with rows of the history, and leads to the commune of which they became a part', () => {
    const dated = formerNames.filter(({ until }) => until !== undefined);
    expect(dated.length).toBeGreaterThan(6_000);
    const rows = group(history, ({ code }) => code as string);
    const wrong: string[] = [];
    for (const row of dated) {
      const spans = rows
        .get(row.inseeCode!)!
        .filter((span) => span.type === 'COM' && same(span.nom, row.name));
      const last = spans.find(({ dateFin }) => dateFin === row.until);
      const first = spans.find(({ dateDebut }) => dateDebut === row.from);
      const code = last && codeIn2019(last);
      const moved = code === row.inseeCode ? undefined : MOVED.get(code ?? '');
      const leadsTo = moved ?? after2019.get(code ?? '');
      if (!first || `COM-${leadsTo}` !== row.authorityKey)
        wrong.push(
          `${row.inseeCode} ${row.name} until ${row.until}: ${row.authorityKey}, not COM-${leadsTo}`,
        );
    }
    expect(wrong).toEqual([]);
  });

  it('each commune that merged before the history begins is listed without days', () => {
    const codes = new Set(history.map(({ code }) => code as string));
    const earlier = rowsOfRelease(2019, 'communes').filter(
      ({ type, code }) => type === 'commune-absorbee' && !codes.has(code as string),
    );
    expect(earlier.length).toBeGreaterThan(10);
    for (const { code, nom, communeAbsorbante } of earlier)
      expect(named.get(code)).toEqual([
        {
          name: nom,
          kind: 'PREDECESSOR',
          authorityKey: `COM-${after2019.get(code) ?? after2019.get(communeAbsorbante)}`,
          inseeCode: code,
          release: '0.3.0',
          confidence: 'confirmed',
        },
      ]);
  });

  it('each creation day is that of a commune nouvelle, or of a commune that was created, with its SIREN of 2019 still', () => {
    expect(creations.length).toBeGreaterThan(700);
    const now = sirensOf(THIS_YEAR);
    const sirensThen = new Set([undefined, ...sirensOf(2019).values()]);
    const wrong = creations.filter(({ inseeCode, createdOn }) => {
      const begun = history.some(
        (row) =>
          row.type === 'COM' &&
          row.dateDebut === createdOn &&
          // Its code may have changed with its département.
          (row.code === inseeCode || same(row.nom, today.get(inseeCode)!.nom)) &&
          ['commune nouvelle', 'création'].includes(row.raisonDebut),
      );
      return !begun || !sirensThen.has(now.get(inseeCode));
    });
    expect(wrong).toEqual([]);
  });
});

describeReleases('former names of intermunicipal bodies', () => {
  const bodiesOf = (year: number) => [
    ...rowsOfRelease(year, 'epci'),
    ...(year >= 2023 ? rowsOfRelease(year, 'ept') : []),
  ];
  const keyOf = (body: Row) => `${body.type === 'EPT' ? 'EPT' : 'EPCI'}-${body.code}`;

  it.each(BODY_YEARS)('each of %d exists under its name or is listed', (year) => {
    const today = byCode(bodiesOf(THIS_YEAR));
    const lost = bodiesOf(year).filter((body) => {
      const now = today.get(body.code);
      if (now && same(now.nom, body.nom)) return false;
      return !formerNames.some(
        (row) =>
          (now ? row.authorityKey === keyOf(now) && !row.siren : row.siren === body.code) &&
          same(row.name, body.nom) &&
          Number(row.firstSeen) <= year &&
          Number(row.lastSeen) >= year,
      );
    });
    expect(lost.map(({ code, nom }) => `${code} ${nom}`)).toEqual([]);
  });

  it('one that is gone leads to the body with more than half of its communes, else to all that have some', () => {
    const gone = group(
      formerNames.filter(({ inseeCode, siren }) => siren && !inseeCode),
      ({ siren, name }) => `${siren} ${name}`,
    );
    expect(gone.size).toBeGreaterThan(15);
    const wrong: string[] = [];
    const codesToday = new Map<string, string>();
    for (const { code, anciensCodes } of communesOf(THIS_YEAR)) {
      for (const former of (anciensCodes ?? []) as string[]) codesToday.set(former, code);
    }
    for (const { code } of communesOf(THIS_YEAR)) codesToday.set(code, code);
    for (const [key, rows] of gone) {
      const last = bodiesOf(Number(rows[0]!.lastSeen)).find(({ code }) => code === rows[0]!.siren)!;
      const members = new Set((last.membres as Row[]).map(({ code }) => codesToday.get(code)));
      const shares = bodiesOf(THIS_YEAR)
        .filter(({ type }) => type !== 'EPT')
        .map((body) => ({
          key: keyOf(body),
          count: (body.membres as Row[]).filter(({ code }) => members.has(code)).length,
        }))
        .filter(({ count }) => count > 0);
      const most = shares.filter(({ count }) => count * 2 > members.size);
      const expected = (most.length ? most : shares).map((share) => share.key).sort();
      if (String(rows.map(({ authorityKey }) => authorityKey).sort()) !== String(expected))
        wrong.push(`${key}: ${expected}`);
    }
    expect(wrong).toEqual([]);
  });
});
