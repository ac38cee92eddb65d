import type { LoadDefinition, TableRows } from '#kernel/database';
import { searchText } from '#kernel/lists';
import {
  AuthorityAliasEntity,
  AuthorityCodeEntity,
  AuthorityEntity,
  MembershipEntity,
} from './authority/authority.entity.js';
import { FormerNameEntity } from './former-name/former-name.entity.js';
import { ForeignAuthorityEntity } from './foreign-authority/foreign-authority.entity.js';
import { NameAmbiguityEntity } from './name-ambiguity/name-ambiguity.entity.js';
import { DepartmentEntity, RegionEntity } from './territory/territory.entity.js';
import { formerNameRows, readFormerNames, setCreationDays } from './loading/former-names.js';
import { codeRows, readAliases } from './loading/aliases-and-codes.js';
import { applyCorrections, assignSirens, removeInvalidSirens } from './loading/corrections.js';
import { files, shapes, idOf } from './loading/files.js';
import { foreignAuthorityRows } from './loading/foreign-authorities.js';
import { membershipRows } from './loading/memberships.js';
import { nameAmbiguityRows } from './loading/name-ambiguities.js';
import { buildPackageAuthorities } from './loading/package-authorities.js';
import { readPackage } from './loading/package.js';
import { setPlaces } from './loading/places.js';
import { territoryRows } from './loading/territories.js';

export const load: LoadDefinition = {
  files: Object.values(files),
  version: 9,
  tables(reading): TableRows[] {
    const packageRows = readPackage(reading);
    const corrections = reading.rows(files.corrections, shapes.correction, (row) => row.key);
    const authorities = buildPackageAuthorities(reading, packageRows);
    applyCorrections(reading, authorities, corrections);
    assignSirens(reading, authorities);
    removeInvalidSirens(reading, authorities);
    setPlaces(reading, authorities);
    setCreationDays(reading, authorities);
    const formerNames = readFormerNames(reading, authorities);
    const aliases = readAliases(reading, authorities, corrections);
    const aliasNames = new Map<string, string[]>();
    for (const { authorityKey, name } of [...aliases, ...formerNames])
      aliasNames.set(authorityKey, [...(aliasNames.get(authorityKey) ?? []), name]);
    const territories = territoryRows(packageRows, authorities, corrections, aliasNames);
    return [
      {
        entity: AuthorityEntity,
        key: ['id'],
        rows: [...authorities.values()].map(({ facts, file: _, words, covers, successorKey, ...row }) => ({
          ...row,
          ...facts,
          id: idOf(row.key),
          departmentCodes: [
            ...new Set([...(row.departmentCode === null ? [] : [row.departmentCode]), ...covers]),
          ],
          regionCode:
            row.regionCode !== null && territories.regionCodes.has(row.regionCode) ? row.regionCode : null,
          successorId: successorKey === null ? null : idOf(successorKey),
          searchText: searchText([row.name, ...words, ...(aliasNames.get(row.key) ?? [])]),
        })),
      },
      {
        entity: AuthorityAliasEntity,
        partOf: { entity: AuthorityEntity, by: 'authorityId' },
        key: ['authorityId', 'name'],
        rows: aliases.map(({ authorityKey, ...row }) => ({ ...row, authorityId: idOf(authorityKey) })),
      },
      {
        entity: AuthorityCodeEntity,
        partOf: { entity: AuthorityEntity, by: 'authorityId' },
        key: ['code'],
        rows: codeRows(reading, packageRows, authorities, corrections, formerNames),
      },
      {
        entity: FormerNameEntity,
        partOf: { entity: AuthorityEntity, by: 'authorityId' },
        key: ['id'],
        rows: formerNameRows(formerNames),
      },
      {
        entity: MembershipEntity,
        partOf: { entity: AuthorityEntity, by: 'memberId' },
        key: ['memberId', 'groupId'],
        rows: membershipRows(reading, packageRows, authorities),
      },
      { entity: RegionEntity, key: ['id'], rows: territories.regions },
      { entity: DepartmentEntity, key: ['id'], rows: territories.departments },
      { entity: ForeignAuthorityEntity, key: ['id'], rows: foreignAuthorityRows(reading) },
      { entity: NameAmbiguityEntity, key: ['id'], rows: nameAmbiguityRows(reading, authorities) },
    ];
  },
};
