import type { CommunesOfToday } from './communes-of-today.js';
import { isSameName, type FormerName } from './former-name.js';
import type { ReleaseData } from './releases.js';

/** Successive states in which a commune had one name and SIREN. */
export interface CommuneSpan {
  code: string;
  name: string;
  /** Null for the few communes in no intermunicipal body, of which releases before 2022 give none. */
  siren: string | null;
  first: ReleaseData;
  last: ReleaseData;
}

/** SIREN of communes by code: their own column, else that of a member of an intermunicipal body. */
function sirensOf({ communes, bodies }: ReleaseData): Map<string, string> {
  const members = bodies.flatMap(({ membres }) => membres);
  return new Map(
    [...members, ...communes].flatMap(({ code, siren }) => (siren ? [[code, siren] as const] : [])),
  );
}

/** Spans of all communes, by code, in order. A state in which only the spelling or the knowledge of the SIREN changed begins no span. */
export function communeSpans(releases: readonly ReleaseData[]): Map<string, CommuneSpan[]> {
  const spans = new Map<string, CommuneSpan[]>();
  for (const release of releases.filter(({ has }) => has.includes('communes'))) {
    const sirens = sirensOf(release);
    for (const { code, nom, type } of release.communes) {
      if (type !== 'commune-actuelle') continue;
      const siren = sirens.get(code) ?? null;
      const ofCode = spans.get(code) ?? [];
      spans.set(code, ofCode);
      const open = ofCode.at(-1);
      const sameSiren = open && (open.siren === null || siren === null || open.siren === siren);
      if (open && sameSiren && isSameName(open.name, nom))
        Object.assign(open, { name: nom, siren: siren ?? open.siren, last: release });
      else ofCode.push({ code, name: nom, siren, first: release, last: release });
    }
  }
  return spans;
}

/** Codes of the communes of today by SIREN. */
function codesBySiren(
  spans: ReadonlyMap<string, readonly CommuneSpan[]>,
  today: CommunesOfToday,
): Map<string, string> {
  const current = [...today.byCode.keys()].map((code) => spans.get(code)!.at(-1)!);
  return new Map(current.flatMap(({ siren, code }) => (siren === null ? [] : [[siren, code] as const])));
}

/**
 * Codes of today of the communes of the first release that are the same body still, by their code of then: those with the
 * same SIREN that absorbed no other commune.
 * @param formerNames former names since the first release
 */
export function lastingCommunes(
  spans: ReadonlyMap<string, readonly CommuneSpan[]>,
  today: CommunesOfToday,
  formerNames: readonly FormerName[],
): Map<string, string> {
  const bySiren = codesBySiren(spans, today);
  const absorbing = new Set(
    formerNames.filter(({ kind }) => kind === 'PREDECESSOR').map(({ authorityKey }) => authorityKey),
  );
  return new Map(
    [...spans].flatMap(([code, [first]]) => {
      const siren = first!.siren;
      const now = siren === null ? (today.byCode.has(code) ? code : undefined) : bySiren.get(siren);
      return now === undefined || absorbing.has(`COM-${now}`) ? [] : [[code, now] as const];
    }),
  );
}

/** Former names, codes and SIRENs of communes since the first release. */
export function formerNamesOfSpans(
  spans: ReadonlyMap<string, readonly CommuneSpan[]>,
  today: CommunesOfToday,
): FormerName[] {
  const bySiren = codesBySiren(spans, today);
  return [...spans.values()].flat().flatMap((span): FormerName[] => {
    // A commune that took another code keeps its SIREN, and its code may lead to another commune.
    const code = bySiren.get(span.siren ?? '') ?? today.codeOf(span.code);
    const commune = code === undefined ? undefined : today.byCode.get(code);
    if (!commune) throw new Error(`${span.code} ${span.name} leads to no commune of today`);
    const current = spans.get(commune.code)!.at(-1)!;
    if (span === current) return [];
    const isSameBody =
      span.siren === null || current.siren === null
        ? span.code === current.code
        : span.siren === current.siren;
    return [
      {
        name: span.name,
        kind: isSameBody ? 'FORMER_NAME' : 'PREDECESSOR',
        authorityKey: `COM-${commune.code}`,
        inseeCode: span.code,
        // A SIREN that the commune still has is no former one.
        ...(span.siren !== null && span.siren !== current.siren && { siren: span.siren }),
        firstSeen: String(span.first.year),
        lastSeen: String(span.last.year),
        release: span.last.version,
        confidence: 'confirmed',
      },
    ];
  });
}
