import type { CommuneRow, ReleaseData } from './releases.js';

/** Communes of the latest release, and where codes lead today. */
export interface CommunesOfToday {
  byCode: ReadonlyMap<string, CommuneRow>;
  /** Code of today's commune to which a code leads: its own, that of a part, or one that it or a merged commune had. */
  codeOf(code: string): string | undefined;
}

/** @param latest latest release; where it gives a former code twice, the commune of which it is a part today comes first */
export function communesOfToday(latest: ReleaseData): CommunesOfToday {
  const communes = latest.communes.filter(({ type }) => type === 'commune-actuelle');
  const leads = new Map<string, string>();
  for (const { code, anciensCodes } of communes)
    for (const former of anciensCodes ?? []) if (!leads.has(former)) leads.set(former, code);
  for (const { code, chefLieu, commune } of latest.communes) {
    const whole = chefLieu ?? commune;
    if (whole) leads.set(code, whole);
  }
  for (const { code } of communes) leads.set(code, code);
  return {
    byCode: new Map(communes.map((commune) => [commune.code, commune])),
    codeOf: (code) => leads.get(code),
  };
}
