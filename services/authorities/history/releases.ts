import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PACKAGE = '@etalab/decoupage-administratif';
/** Licence of the data in each release, as its README states it. */
export const LICENCE = 'etalab-2.0';

/** Release of the package, with the year whose 1 January its data describe. */
export interface Release {
  version: string;
  year: number;
  /** Date of the files in the package. */
  releasedOn: string;
  /** What is read of it. Release 0.8.0 has the communes of 2019 again, beside the intermunicipal bodies of 2020. */
  has: readonly ('communes' | 'intermunicipal bodies' | 'history of communes')[];
}

/** One release for each year, in order; the README of 6.0.0 lists them by year. The last is the one that the project depends on. */
export const RELEASES: readonly Release[] = [
  { version: '0.3.0', year: 2019, releasedOn: '2019-02-19', has: ['communes', 'intermunicipal bodies'] },
  {
    version: '0.8.0',
    year: 2020,
    releasedOn: '2020-03-24',
    has: ['history of communes', 'intermunicipal bodies'],
  },
  { version: '1.1.1', year: 2021, releasedOn: '2022-02-18', has: ['communes', 'intermunicipal bodies'] },
  { version: '2.3.1', year: 2022, releasedOn: '2023-01-30', has: ['communes', 'intermunicipal bodies'] },
  { version: '3.1.1', year: 2023, releasedOn: '2023-09-27', has: ['communes', 'intermunicipal bodies'] },
  { version: '4.1.0', year: 2024, releasedOn: '2025-02-11', has: ['communes', 'intermunicipal bodies'] },
  { version: '5.3.0', year: 2025, releasedOn: '2026-01-19', has: ['communes', 'intermunicipal bodies'] },
  { version: '6.0.0', year: 2026, releasedOn: '2026-03-09', has: ['communes', 'intermunicipal bodies'] },
];

/** Row of communes.json. Release 0.3.0 lists communes that merged long ago too, as `commune-absorbee`. */
export interface CommuneRow {
  code: string;
  nom: string;
  type: string;
  siren?: string;
  chefLieu?: string;
  commune?: string;
  communeAbsorbante?: string;
  anciensCodes?: string[];
}

/** Row of epci.json and ept.json. */
export interface BodyRow {
  /** SIREN. */
  code: string;
  nom: string;
  type: string;
  membres: { code: string; siren?: string; nom: string }[];
}

/** Row of historique-communes.json: a span in which a commune, or a part of one, had one code and name. */
export interface HistoryRow {
  id: string;
  /** COM: commune; COMD and COMA: commune déléguée and associée; COMP: merged without becoming a part with a name. */
  type: 'COM' | 'COMD' | 'COMA' | 'COMP';
  code: string;
  nom: string;
  dateDebut?: string;
  raisonDebut?: string;
  /** First day on which it was no longer so. */
  dateFin?: string;
  raisonFin?: string;
  predecesseur?: string;
  successeur?: string;
  /** Commune into which it merged. */
  pole?: string;
}

/** Data of one release. */
export interface ReleaseData extends Release {
  communes: CommuneRow[];
  bodies: BodyRow[];
  history: HistoryRow[];
}

const read = <Row>(folder: string, file: string): Row[] =>
  JSON.parse(readFileSync(join(folder, 'data', file), 'utf8')) as Row[];

/** Territorial public establishments of Grand Paris are listed since this release. */
const hasEstablishments = ({ year }: Release) => year >= 2023;

function readRelease(release: Release, folder: string): ReleaseData {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  if (version !== release.version)
    throw new Error(`${folder} holds ${PACKAGE} ${version}, expected ${release.version}`);
  return {
    ...release,
    communes: release.has.includes('communes') ? read(folder, 'communes.json') : [],
    bodies: [
      ...read<BodyRow>(folder, 'epci.json'),
      ...(hasEstablishments(release) ? read<BodyRow>(folder, 'ept.json') : []),
    ],
    history: release.has.includes('history of communes') ? read(folder, 'historique-communes.json') : [],
  };
}

/** Package that names the releases, with their checksums. */
const PACKAGES = fileURLToPath(
  new URL('../../../../services/authorities/history/packages/', import.meta.url), // from dist to the sources
);

/**
 * Reads all releases from the npm registry, by way of a temporary folder.
 * @throws Error with the output of npm when it cannot install them
 */
export function readReleases(): ReleaseData[] {
  const folder = mkdtempSync(join(tmpdir(), 'releases-'));
  try {
    for (const file of ['package.json', 'package-lock.json'])
      cpSync(join(PACKAGES, file), join(folder, file));
    const { status, stderr, error } = spawnSync(
      'npm',
      ['ci', '--no-audit', '--no-fund', '--ignore-scripts'],
      {
        cwd: folder,
        encoding: 'utf8',
        shell: process.platform === 'win32',
      },
    );
    if (status !== 0)
      throw new Error(`npm cannot install the releases of ${PACKAGE}: ${error?.message ?? stderr.trim()}`);
    return RELEASES.map((release) =>
      readRelease(release, join(folder, 'node_modules', `of-${release.year}`)),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
