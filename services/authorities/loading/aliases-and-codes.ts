import type { Reading } from '#kernel/database';
import type { ReadonlyAuthorityBuilders } from './authority-builder.js';
import { factsOfFormerName, type FormerName } from './former-names.js';
import { factsOf, files, idOf, packageFacts, shapes, type Correction, type Facts } from './files.js';
import type { PackageRows } from './package.js';

const CODE_KINDS = {
  'commune-deleguee': 'DELEGATED_COMMUNE',
  'commune-associee': 'ASSOCIATED_COMMUNE',
  'arrondissement-municipal': 'MUNICIPAL_DISTRICT',
} as const;

interface Alias extends Facts {
  authorityKey: string;
  kind: string;
  name: string;
}

/** Other names of authorities, of the aliases file, then of corrections. Rejects one that both have. */
export function readAliases(
  reading: Reading,
  authorities: ReadonlyAuthorityBuilders,
  corrections: readonly Correction[],
): Alias[] {
  const fromFile: Alias[] = reading
    .rows(files.aliases, shapes.alias, (row) => `${row.authorityKey} ${row.alias}`)
    .flatMap((row) => {
      if (authorities.has(row.authorityKey))
        return [{ ...factsOf(row), authorityKey: row.authorityKey, kind: row.kind, name: row.alias }];
      reading.reject(files.aliases, row.alias, `${row.authorityKey} is not known`);
      return [];
    });
  const inFile = new Set(fromFile.map(({ authorityKey, name }) => `${authorityKey} ${name}`));
  const fromCorrections = corrections
    .filter(({ key }) => authorities.has(key))
    .flatMap((row) =>
      row.aliases.flatMap((name) => {
        if (!inFile.has(`${row.key} ${name}`))
          return [{ ...factsOf(row), authorityKey: row.key, kind: 'OTHER_NAME', name }];
        reading.reject(files.corrections, row.key, `alias "${name}" is in ${files.aliases} too`);
        return [];
      }),
    );
  return [...fromFile, ...fromCorrections];
}

interface Code extends Facts {
  code: string;
  kind: string;
  name: string | null;
  authorityKey: string;
}

/** Rows of the codes that lead to an authority of today without being its own. */
export function codeRows(
  reading: Reading,
  packageRows: PackageRows,
  authorities: ReadonlyAuthorityBuilders,
  corrections: readonly Correction[],
  formerNames: readonly FormerName[],
): object[] {
  const codes = new Map<string, Code>();
  addSubdivisionCodes(codes, reading, packageRows, authorities);
  addFormerCodes(codes, reading, packageRows);
  nameFormerCodes(codes, packageRows, formerNames);
  addDepartmentCodes(codes, packageRows, authorities, corrections);
  addOfficialCodes(codes, reading, authorities);
  return [...codes.values()].map(({ authorityKey, ...row }) => ({ ...row, authorityId: idOf(authorityKey) }));
}

function addSubdivisionCodes(
  codes: Map<string, Code>,
  reading: Reading,
  { communeSubdivisions }: PackageRows,
  authorities: ReadonlyAuthorityBuilders,
): void {
  for (const { chefLieu, commune, code, nom, type } of communeSubdivisions) {
    const authorityKey = `COM-${chefLieu ?? commune}`;
    if (!authorities.has(authorityKey)) {
      reading.reject(files.communes, `${type} ${code}`, `its commune ${authorityKey} is not known`);
      continue;
    }
    const kind = CODE_KINDS[type as keyof typeof CODE_KINDS];
    codes.set(code, { ...packageFacts, code, kind, name: nom, authorityKey });
  }
}

/** Adds codes of merged communes. A code that is a subdivision of another commune today stays there: rejected here. */
function addFormerCodes(codes: Map<string, Code>, reading: Reading, { communes }: PackageRows): void {
  for (const commune of communes) {
    const authorityKey = `COM-${commune.code}`;
    for (const code of commune.anciensCodes ?? []) {
      const known = codes.get(code);
      if (!known)
        codes.set(code, { ...packageFacts, code, kind: 'FORMER_COMMUNE', name: null, authorityKey });
      else if (known.authorityKey !== authorityKey) {
        reading.reject(
          files.communes,
          `${commune.code} anciensCodes ${code}`,
          `${known.name ?? code} is a part of ${known.authorityKey} today`,
        );
      }
    }
  }
}

/** Gives codes of merged communes their last name, and adds those that the package lacks. */
function nameFormerCodes(
  codes: Map<string, Code>,
  { communes }: PackageRows,
  formerNames: readonly FormerName[],
): void {
  const ofToday = new Set(communes.map(({ code }) => code));
  // Former names come in the order of time: the last one of a code stays.
  for (const row of formerNames) {
    const { inseeCode: code, name, authorityKey } = row;
    if (code === undefined || ofToday.has(code)) continue;
    const known = codes.get(code);
    const facts = factsOfFormerName(row);
    if (!known) codes.set(code, { ...facts, code, kind: 'FORMER_COMMUNE', name, authorityKey });
    else if (known.kind === 'FORMER_COMMUNE' && known.authorityKey === authorityKey)
      Object.assign(known, { name, sources: [...packageFacts.sources, ...facts.sources] });
  }
}

/** Adds codes of départements whose powers another authority holds. */
function addDepartmentCodes(
  codes: Map<string, Code>,
  { departments }: PackageRows,
  authorities: ReadonlyAuthorityBuilders,
  corrections: readonly Correction[],
): void {
  const nameByCode = new Map(departments.map(({ code, nom }) => [code, nom]));
  for (const row of corrections) {
    const authority = authorities.get(row.key);
    if (!authority) continue;
    for (const code of row.covers) {
      if (authority.inseeCode === code) continue;
      codes.set(code, {
        ...factsOf(row),
        code,
        kind: 'DEPARTMENT',
        name: nameByCode.get(code) ?? null,
        authorityKey: row.key,
      });
    }
  }
}

/** Adds official codes that the package does not have. Rejects one that leads to another authority, or to none. */
function addOfficialCodes(
  codes: Map<string, Code>,
  reading: Reading,
  authorities: ReadonlyAuthorityBuilders,
): void {
  for (const row of reading.rows(files.officialCodes, shapes.officialCode, ({ code }) => code)) {
    const known = codes.get(row.code);
    if (!authorities.has(row.authorityKey))
      reading.reject(files.officialCodes, row.code, `${row.authorityKey} is not known`);
    else if (known)
      reading.reject(files.officialCodes, row.code, `the code leads to ${known.authorityKey} already`);
    else {
      const { code, kind, name, authorityKey } = row;
      codes.set(code, { ...factsOf(row), code, kind, name, authorityKey });
    }
  }
}
