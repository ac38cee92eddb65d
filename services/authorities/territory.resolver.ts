import { Paged, badUserInput, type Context } from '#kernel';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { AuthoritiesArgs } from './authority.input.js';
import { ofDepartment, ofRegion } from './authority.store.js';
import { Authority, AuthorityConnection } from './authority.type.js';
import type { Stores } from './stores.js';
import type { DepartmentEntity, RegionEntity } from './territory.entity.js';
import { Department, Region } from './territory.type.js';

@Resolver(() => Department)
export class DepartmentResolver {
  @Query(() => Department, {
    nullable: true,
    description: 'One département, by its code; null when there is none (département).',
  })
  department(
    @Arg('code', () => ID, { description: 'Two or three characters, such as `69`, `2A` or `974`.' })
    code: string,
    @Ctx() { stores }: Context<Stores>,
  ) {
    if (!/^(\d{2,3}|2[AB])$/.test(code))
      throw badUserInput({ argument: 'code', expected: 'a code such as "69", "2A" or "974"' });
    return stores.territories.department.load(code);
  }

  @Query(() => [Department], { description: 'The 101 départements, by code (départements).' })
  departments(@Ctx() { stores }: Context<Stores>) {
    return stores.territories.departments();
  }

  @FieldResolver(() => Region, { description: 'The région of which it is a part (région).' })
  region(@Root() department: DepartmentEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.territories.region.load(department.regionCode);
  }

  @FieldResolver(() => Authority, {
    nullable: true,
    description:
      'The authority that holds the département’s powers: its council, or a collectivity such as Paris, Corse or Alsace (collectivité départementale).',
  })
  authority(@Root() department: DepartmentEntity, @Ctx() { stores }: Context<Stores>) {
    return department.authorityId === null ? null : stores.authorities.byId.load(department.authorityId);
  }

  @FieldResolver(() => AuthorityConnection, {
    description: 'Authorities that lie in it, its own council among them (collectivités).',
  })
  @Paged()
  authorities(
    @Root() department: DepartmentEntity,
    @Args(() => AuthoritiesArgs) args: AuthoritiesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.authorities.page(args, ofDepartment(department.code));
  }
}

@Resolver(() => Region)
export class RegionResolver {
  @Query(() => Region, {
    nullable: true,
    description: 'One région, by its code; null when there is none (région).',
  })
  region(
    @Arg('code', () => ID, { description: 'Two digits, such as `84`.' }) code: string,
    @Ctx() { stores }: Context<Stores>,
  ) {
    if (!/^\d{2}$/.test(code)) throw badUserInput({ argument: 'code', expected: 'two digits such as "84"' });
    return stores.territories.region.load(code);
  }

  @Query(() => [Region], { description: 'The eighteen régions, by code (régions).' })
  regions(@Ctx() { stores }: Context<Stores>) {
    return stores.territories.regions();
  }

  @FieldResolver(() => [Department], { description: 'Its départements, by code (départements).' })
  departments(@Root() region: RegionEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.territories.departmentsOf.load(region.code);
  }

  @FieldResolver(() => Authority, {
    nullable: true,
    description:
      'The authority that holds the région’s powers: its council, or a single collectivity such as Corse (collectivité régionale).',
  })
  authority(@Root() region: RegionEntity, @Ctx() { stores }: Context<Stores>) {
    return region.authorityId === null ? null : stores.authorities.byId.load(region.authorityId);
  }

  @FieldResolver(() => AuthorityConnection, {
    description: 'Authorities that lie in it, its own council among them (collectivités).',
  })
  @Paged()
  authorities(
    @Root() region: RegionEntity,
    @Args(() => AuthoritiesArgs) args: AuthoritiesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.authorities.page(args, ofRegion(region.code));
  }
}
