import { searchText } from '#kernel/lists';
import { makeId } from '#kernel/values';
import type { ReadonlyAuthorityBuilders } from './authority-builder.js';
import { idOf, packageFacts, type Correction } from './files.js';
import type { PackageRows } from './package.js';

/**
 * Rows of the régions and départements, and the codes of those régions. Overseas collectivities, which the package
 * lists among them, are neither.
 * @param aliasNames other names of authorities, by key
 */
export function territoryRows(
  packageRows: PackageRows,
  authorities: ReadonlyAuthorityBuilders,
  corrections: readonly Correction[],
  aliasNames: ReadonlyMap<string, string[]>,
) {
  const holderByDepartment = new Map(
    corrections.flatMap(({ key, covers }) =>
      authorities.has(key) ? covers.map((code) => [code, key] as const) : [],
    ),
  );
  const regions = packageRows.regions.filter(({ code }) => authorities.has(`REG-${code}`));
  const regionCodes: ReadonlySet<string> = new Set(regions.map(({ code }) => code));
  return {
    regionCodes,
    regions: regions.map(({ code, nom }) => ({
      ...packageFacts,
      id: makeId('Region', code),
      code,
      name: nom,
      authorityId: idOf(`REG-${code}`),
      searchText: searchText([nom, code, ...(aliasNames.get(`REG-${code}`) ?? [])]),
    })),
    departments: packageRows.departments
      .filter(({ region }) => regionCodes.has(region))
      .map(({ code, nom, region }) => {
        const council = authorities.has(`DEP-${code}`) ? `DEP-${code}` : undefined;
        const holder = holderByDepartment.get(code) ?? council;
        return {
          ...packageFacts,
          id: makeId('Department', code),
          code,
          name: nom,
          regionCode: region,
          authorityId: holder ? idOf(holder) : null,
          searchText: searchText([nom, code]),
        };
      }),
  };
}
