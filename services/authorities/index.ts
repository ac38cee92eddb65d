import { InseeCodeScalar, SirenScalar, defineSubgraph, requireId } from '#kernel';
import {
  AuthorityAliasEntity,
  AuthorityCodeEntity,
  AuthorityEntity,
  MembershipEntity,
} from './authority.entity.js';
import { AuthorityMutations } from './authority.mutations.js';
import { AuthorityResolver } from './authority.resolver.js';
import { Authority, AuthorityAlias, AuthorityCode } from './authority.type.js';
import { ForeignAuthorityEntity } from './foreign-authority.entity.js';
import { CountryForeignAuthoritiesResolver, ForeignAuthorityResolver } from './foreign-authority.resolver.js';
import { ForeignAuthority } from './foreign-authority.type.js';
import { load } from './load.js';
import { FirstTables1765400000400 } from './migrations/1765400000400-first-tables.js';
import { NameAmbiguityEntity } from './name-ambiguity.entity.js';
import { AuthorityNameAmbiguitiesResolver, NameAmbiguityResolver } from './name-ambiguity.resolver.js';
import { NameAmbiguity } from './name-ambiguity.type.js';
import { Country } from './references/country.type.js';
import { stores } from './stores.js';
import { DepartmentEntity, RegionEntity } from './territory.entity.js';
import { DepartmentResolver, RegionResolver } from './territory.resolver.js';
import { Department, Region } from './territory.type.js';

export const authorities = defineSubgraph({
  name: 'authorities',
  types: [
    Authority,
    AuthorityAlias,
    AuthorityCode,
    Department,
    Region,
    ForeignAuthority,
    NameAmbiguity,
    Country,
  ],
  resolvers: [
    AuthorityResolver,
    AuthorityMutations,
    DepartmentResolver,
    RegionResolver,
    ForeignAuthorityResolver,
    CountryForeignAuthoritiesResolver,
    NameAmbiguityResolver,
    AuthorityNameAmbiguitiesResolver,
  ],
  references: {
    Authority: ({ id, siren, inseeCode }, { authorities: store }) => {
      if (id !== undefined) return store.byId.load(requireId('Authority', String(id)));
      if (siren !== undefined) return store.bySiren.load(SirenScalar.parseValue(siren));
      return store.byInseeCode.load(InseeCodeScalar.parseValue(inseeCode));
    },
    Department: ({ code, id }, { territories }) =>
      code !== undefined
        ? territories.department.load(String(code))
        : territories.departmentById.load(requireId('Department', String(id))),
    Region: ({ code, id }, { territories }) =>
      code !== undefined
        ? territories.region.load(String(code))
        : territories.regionById.load(requireId('Region', String(id))),
    ForeignAuthority: ({ id }, { foreignAuthorities }) =>
      foreignAuthorities.byId.load(requireId('ForeignAuthority', String(id))),
    NameAmbiguity: ({ id }, { nameAmbiguities }) =>
      nameAmbiguities.byId.load(requireId('NameAmbiguity', String(id))),
  },
  entities: [
    AuthorityEntity,
    AuthorityAliasEntity,
    AuthorityCodeEntity,
    MembershipEntity,
    DepartmentEntity,
    RegionEntity,
    ForeignAuthorityEntity,
    NameAmbiguityEntity,
  ],
  migrations: [FirstTables1765400000400],
  stores,
  load,
});
