import type { LoadDefinition, TableRows } from '#kernel/database';
import { searchText } from '#kernel/lists';
import {
  AuthorityAliasEntity,
  AuthorityCodeEntity,
  AuthorityEntity,
  MembershipEntity,
} from './authority/authority.entity.js';
import { ForeignAuthorityEntity } from './foreign-authority/foreign-authority.entity.js';
import { NameAmbiguityEntity } from './name-ambiguity/name-ambiguity.entity.js';
import { DepartmentEntity, RegionEntity } from './territory/territory.entity.js';
import { files, shapes, idOf } from './loading/files.js';
import { packageDrafts } from './loading/package-authorities.js';
import { readPackage } from './loading/package.js';
import { correct, giveSirens } from './loading/corrections.js';
import {
  aliasesOf,
  codesOf,
  membershipsOf,
  territoriesOf,
  ambiguitiesOf,
  foreignAuthoritiesOf,
} from './loading/aliases-and-codes.js';

export const load: LoadDefinition = {
  files: Object.values(files),
  version: 4,
  tables(reading): TableRows[] {
    const parts = readPackage(reading);
    const corrections = reading.rows(files.corrections, shapes.correction, (row) => row.key);
    const drafts = packageDrafts(reading, parts);
    correct(reading, drafts, corrections);
    giveSirens(reading, drafts);
    const aliases = aliasesOf(reading, drafts, corrections);
    const aliasNames = new Map<string, string[]>();
    for (const { authorityKey, name } of aliases)
      aliasNames.set(authorityKey, [...(aliasNames.get(authorityKey) ?? []), name]);
    const territories = territoriesOf(parts, drafts, corrections, aliasNames);
    return [
      {
        entity: AuthorityEntity,
        key: ['id'],
        rows: [...drafts.values()].map(({ facts, file: _, words, covers, successorKey, ...row }) => ({
          ...row,
          ...facts,
          id: idOf(row.key),
          departmentCodes: [
            ...new Set([...(row.departmentCode === null ? [] : [row.departmentCode]), ...covers]),
          ],
          regionCode: row.regionCode !== null && territories.real.has(row.regionCode) ? row.regionCode : null,
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
        rows: codesOf(reading, parts, drafts, corrections),
      },
      {
        entity: MembershipEntity,
        partOf: { entity: AuthorityEntity, by: 'memberId' },
        key: ['memberId', 'groupId'],
        rows: membershipsOf(reading, parts, drafts),
      },
      { entity: RegionEntity, key: ['id'], rows: territories.regions },
      { entity: DepartmentEntity, key: ['id'], rows: territories.departments },
      { entity: ForeignAuthorityEntity, key: ['id'], rows: foreignAuthoritiesOf(reading) },
      { entity: NameAmbiguityEntity, key: ['id'], rows: ambiguitiesOf(reading, drafts) },
    ];
  },
};
