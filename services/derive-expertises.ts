import { readFileSync, writeFileSync } from 'node:fs';

export interface EvidencePartnership {
  key: string;
  frenchAuthorityKeys: readonly string[];
  countryCode: string;
  themeCodes: readonly string[];
  source: string;
  statusInSource: string;
}

export interface EvidenceTheme {
  code: string;
  nameFr: string;
  nameEn: string;
}

export interface EvidencedExpertise {
  key: string;
  authorityKey: string;
  themeCode: string;
  titleFr: string;
  titleEn: string;
  basis: 'EVIDENCED';
  /** Countries of the evidence itself. */
  countryCodes: string[];
  /** Countries of the partnerships of the authority that show an expertise or have not ended, whatever their themes. */
  authorityCountryCodes: string[];
  evidence: string[];
  source: string;
  confidence: 'derived';
}

const byCodePoint = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** One expertise per French authority and theme that at least one partnership shows. */
export function deriveExpertises(
  partnerships: readonly EvidencePartnership[],
  themes: readonly EvidenceTheme[],
): EvidencedExpertise[] {
  const themeOf = new Map(themes.map((theme) => [theme.code, theme]));
  const evidenceOf = new Map<string, Set<EvidencePartnership>>();
  const countriesOf = new Map<string, Set<string>>();
  for (const partnership of partnerships) {
    for (const authorityKey of partnership.frenchAuthorityKeys) {
      if (partnership.themeCodes.length || partnership.statusInSource !== 'ENDED')
        countriesOf.set(
          authorityKey,
          (countriesOf.get(authorityKey) ?? new Set()).add(partnership.countryCode),
        );
      for (const themeCode of partnership.themeCodes) {
        const key = `${authorityKey}:${themeCode}`;
        evidenceOf.set(key, (evidenceOf.get(key) ?? new Set()).add(partnership));
      }
    }
  }
  return [...evidenceOf.keys()].sort(byCodePoint).map((key) => {
    const [authorityKey = '', themeCode = ''] = key.split(':');
    const theme = themeOf.get(themeCode);
    if (!theme) throw new Error(`Theme ${themeCode} of ${authorityKey} is not in themes.json`);
    const evidence = [...(evidenceOf.get(key) ?? [])].sort((a, b) => byCodePoint(a.key, b.key));
    return {
      key,
      authorityKey,
      themeCode,
      titleFr: theme.nameFr,
      titleEn: theme.nameEn,
      basis: 'EVIDENCED',
      countryCodes: [...new Set(evidence.map((row) => row.countryCode))].sort(byCodePoint),
      authorityCountryCodes: [...(countriesOf.get(authorityKey) ?? [])].sort(byCodePoint),
      evidence: evidence.map((row) => row.key),
      source: [...new Set(evidence.flatMap((row) => row.source.split(' ; ')))].join(' ; '),
      confidence: 'derived',
    };
  });
}

/** Writes expertises.json anew, from the partnerships and themes of the sources. */
export function writeExpertises(): void {
  const services = new URL('../../services/', import.meta.url); // from dist/services to the sources
  const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, services), 'utf8'));
  const expertises = deriveExpertises(
    read('cooperations/data/partnerships.json') as EvidencePartnership[],
    read('expertises/data/themes.json') as EvidenceTheme[],
  );
  writeFileSync(
    new URL('expertises/data/expertises.json', services),
    `${JSON.stringify(expertises, null, 1)}\n`,
  );
  console.log(`${expertises.length} expertises written`);
}
