import type { CommunesOfToday } from './communes-of-today.js';
import { isSameName, type FormerName } from './former-name.js';
import type { BodyRow, ReleaseData } from './releases.js';

/** Successive states in which an intermunicipal body had one name. */
interface BodySpan {
  body: BodyRow;
  first: ReleaseData;
  last: ReleaseData;
}

const keyOf = ({ type, code }: BodyRow): string => `${type === 'EPT' ? 'EPT' : 'EPCI'}-${code}`;
const isEstablishment = ({ type }: BodyRow): boolean => type === 'EPT';

function spansBySiren(releases: readonly ReleaseData[]): Map<string, BodySpan[]> {
  const spans = new Map<string, BodySpan[]>();
  for (const release of releases) {
    for (const body of release.bodies) {
      const ofBody = spans.get(body.code) ?? [];
      spans.set(body.code, ofBody);
      const open = ofBody.at(-1);
      if (!open || !isSameName(open.body.nom, body.nom)) ofBody.push({ body, first: release, last: release });
      // A letter that a release could not encode stands in it as a question mark.
      else Object.assign(open, { last: release, ...(!body.nom.includes('?') && { body }) });
    }
  }
  return spans;
}

/**
 * Bodies of today that took over the communes of a body of before: the one that has more than half of them or, when none
 * has, all that have some.
 */
function successorsOf(
  body: BodyRow,
  today: CommunesOfToday,
  bodyOfCommune: ReadonlyMap<string, BodyRow>,
): BodyRow[] {
  const counts = new Map<BodyRow, number>();
  const communes = new Set(body.membres.map(({ code }) => today.codeOf(code)));
  for (const commune of communes) {
    const successor = commune === undefined ? undefined : bodyOfCommune.get(commune);
    if (successor) counts.set(successor, (counts.get(successor) ?? 0) + 1);
  }
  const main = [...counts].find(([, count]) => count > communes.size / 2);
  return main ? [main[0]] : [...counts.keys()];
}

/** Former names and SIRENs of intermunicipal bodies. */
export function formerNamesOfBodies(releases: readonly ReleaseData[], today: CommunesOfToday): FormerName[] {
  const latest = releases.at(-1)!;
  const bodyOfCommune = new Map(
    latest.bodies
      .filter((body) => !isEstablishment(body))
      .flatMap((body) => body.membres.map(({ code }) => [code, body] as const)),
  );
  return [...spansBySiren(releases).values()].flatMap((spans) => {
    const exists = spans.at(-1)!.last === latest;
    return spans
      .filter(({ last }) => last !== latest)
      .flatMap(({ body, first, last }) => {
        const successors = exists ? [spans.at(-1)!.body] : successorsOf(body, today, bodyOfCommune);
        if (!successors.length) throw new Error(`${body.code} ${body.nom} has no successor`);
        return successors.map((successor) => ({
          name: body.nom,
          kind: exists ? ('FORMER_NAME' as const) : ('PREDECESSOR' as const),
          authorityKey: keyOf(successor),
          ...(!exists && { siren: body.code }),
          firstSeen: String(first.year),
          lastSeen: String(last.year),
          release: last.version,
          confidence: exists ? ('confirmed' as const) : ('derived' as const),
        }));
      });
  });
}
