import type { Context } from '#kernel/context';
import { badUserInput, expected } from '#kernel/errors';
import { Paged } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { InseeCodeScalar, SirenScalar } from '#vocabulary';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { AuthoritiesArgs } from './authority.input.js';
import { membersOf, type AuthorityRow } from './authority.store.js';
import { Authority, AuthorityAlias, AuthorityCode, AuthorityConnection } from './authority.type.js';
import { Coordinates, coordinatesOf } from '../place/coordinates.type.js';
import type { Stores } from '../stores.js';
import { Department, Region } from '../territory/territory.type.js';

@Resolver(() => Authority)
export class AuthorityResolver {
  @Query(() => Authority, {
    nullable: true,
    description:
      'One authority, by exactly one of its id, its SIREN, an INSEE code and its item of Wikidata; null when there is none (collectivité). A former code or SIREN leads to today’s authority: see its `formerNames`.',
  })
  authority(
    @Ctx() { stores }: Context<Stores>,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id?: string | null,
    @Arg('siren', () => SirenScalar, {
      nullable: true,
      description:
        'Its SIREN, or one that it or a body which it replaced or absorbed had (numéro SIREN). One of a body whose communes went to several others leads to none: see `resolveAuthority`.',
    })
    siren?: string | null,
    @Arg('inseeCode', () => InseeCodeScalar, {
      nullable: true,
      description:
        'Its code, or one that it or a former commune, commune déléguée, district or département had (code INSEE). Two digits mean the département: for a région see `region`.',
    })
    inseeCode?: string | null,
    @Arg('wikidataId', () => String, {
      nullable: true,
      description:
        'Its item of Wikidata, such as `Q456`; that of an authority which was merged leads to its successor (identifiant Wikidata).',
    })
    wikidataId?: string | null,
  ) {
    if ([id, siren, inseeCode, wikidataId].filter((value) => value != null).length !== 1) {
      throw badUserInput({
        argument: 'id',
        expected: expected('EXACTLY_ONE', { names: 'id, siren, inseeCode, wikidataId' }),
      });
    }
    if (siren != null) return stores.authorities.bySiren.load(siren);
    if (wikidataId != null) return stores.authorities.byWikidataId.load(wikidataId);
    return inseeCode != null
      ? stores.authorities.byInseeCode.load(inseeCode)
      : stores.authorities.byId.load(requireId('Authority', id!));
  }

  @FieldResolver(() => Coordinates, {
    nullable: true,
    description: 'Where it lies; null when not known (coordonnées).',
  })
  coordinates(@Root() authority: AuthorityRow) {
    return coordinatesOf(authority);
  }

  @FieldResolver(() => [AuthorityAlias], { description: 'Other names under which sources know it (alias).' })
  aliases(@Root() authority: AuthorityRow, @Ctx() { stores }: Context<Stores>) {
    return stores.authorities.aliases.load(authority.id);
  }

  @FieldResolver(() => Department, {
    nullable: true,
    description:
      'The département in which it lies: for an intermunicipal body the one with most of its inhabitants. Null for what is larger than a département (régions, Alsace, Corse) and outside the 101, in overseas collectivities (département).',
  })
  department(@Root() authority: AuthorityRow, @Ctx() { stores }: Context<Stores>) {
    return authority.departmentCode === null
      ? null
      : stores.territories.department.load(authority.departmentCode);
  }

  @FieldResolver(() => Region, {
    nullable: true,
    description:
      'The région in which it lies, its own for a région; null in overseas collectivities (région).',
  })
  region(@Root() authority: AuthorityRow, @Ctx() { stores }: Context<Stores>) {
    return authority.regionCode === null ? null : stores.territories.region.load(authority.regionCode);
  }

  @FieldResolver(() => [Authority], {
    description:
      'The intermunicipal bodies to which a commune belongs: at most one EPCI and one EPT (intercommunalités).',
  })
  groupings(@Root() authority: AuthorityRow, @Ctx() { stores }: Context<Stores>) {
    return stores.authorities.groupings.load(authority.id);
  }

  @FieldResolver(() => AuthorityConnection, {
    description:
      'The communes of an intermunicipal body, and the members of a joint syndicate or an association; empty for others (membres).',
  })
  @Paged()
  members(
    @Root() authority: AuthorityRow,
    @Args(() => AuthoritiesArgs) args: AuthoritiesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.authorities.page(args, membersOf(authority.id));
  }

  @FieldResolver(() => Authority, {
    nullable: true,
    description: 'The authority that took over from a closed one (successeur).',
  })
  successor(@Root() authority: AuthorityRow, @Ctx() { stores }: Context<Stores>) {
    return authority.successorId === null ? null : stores.authorities.byId.load(authority.successorId);
  }

  @FieldResolver(() => [Authority], {
    description: 'Closed authorities from which it took over (prédécesseurs).',
  })
  predecessors(@Root() authority: AuthorityRow, @Ctx() { stores }: Context<Stores>) {
    return stores.authorities.predecessors.load(authority.id);
  }

  @FieldResolver(() => [AuthorityCode], {
    description:
      'Codes other than its own that lead to it: of merged communes, districts, départements (anciens codes INSEE).',
  })
  formerCodes(@Root() authority: AuthorityRow, @Ctx() { stores }: Context<Stores>) {
    return stores.authorities.codes.load(authority.id);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it exists, that is, was not closed (en activité).' })
  isCurrent(@Root() authority: AuthorityRow) {
    return authority.validTo === null;
  }
}
