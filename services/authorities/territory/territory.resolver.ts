import type { Context } from '#kernel/context';
import { badUserInput, expected } from '#kernel/errors';
import { Paged } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { codeName } from '#vocabulary';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { AuthoritiesArgs } from '../authority/authority.input.js';
import { ofDepartment, ofRegion } from '../authority/authority.store.js';
import { Authority, AuthorityConnection } from '../authority/authority.type.js';
import type { Stores } from '../stores.js';
import { DepartmentsArgs, RegionsArgs } from './territory.input.js';
import { departmentsOf, type DepartmentRow, type RegionRow } from './territory.store.js';
import { Department, DepartmentConnection, Region, RegionConnection } from './territory.type.js';

@Resolver(() => Department)
export class DepartmentResolver {
  @Query(() => Department, {
    nullable: true,
    description: 'One département, by its code or its id; null when there is none (département).',
  })
  department(
    @Ctx() { stores }: Context<Stores>,
    @Arg('code', () => ID, {
      nullable: true,
      description: 'Two or three characters, such as `69`, `2A` or `974`.',
    })
    code?: string | null,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id?: string | null,
  ) {
    if ((code == null) === (id == null))
      throw badUserInput({ argument: 'code', expected: expected('EXACTLY_ONE', { names: 'code, id' }) });
    if (code == null) return stores.territories.departmentById.load(requireId('Department', id!));
    if (!/^(\d{2,3}|2[AB])$/.test(code))
      throw badUserInput({ argument: 'code', expected: codeName('DEPARTMENT_DIGITS') });
    return stores.territories.department.load(code);
  }

  @Query(() => DepartmentConnection, {
    description: 'The 101 départements, filtered and ordered, by code unless told otherwise (départements).',
  })
  @Paged()
  departments(@Args(() => DepartmentsArgs) args: DepartmentsArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.territories.departments(args);
  }

  @FieldResolver(() => Region, { description: 'The région of which it is a part (région).' })
  region(@Root() department: DepartmentRow, @Ctx() { stores }: Context<Stores>) {
    return stores.territories.region.load(department.regionCode);
  }

  @FieldResolver(() => Authority, {
    nullable: true,
    description:
      'The authority that holds the département’s powers: its council, or a collectivity such as Paris, Corse or Alsace (collectivité départementale).',
  })
  authority(@Root() department: DepartmentRow, @Ctx() { stores }: Context<Stores>) {
    return department.authorityId === null ? null : stores.authorities.today.load(department.authorityId);
  }

  @FieldResolver(() => AuthorityConnection, {
    description:
      'Authorities that lie in it, and the one that holds its powers, be it larger, as Alsace or Corse (collectivités). Closed ones too, unless `isCurrent` is given.',
  })
  @Paged()
  authorities(
    @Root() department: DepartmentRow,
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
    description: 'One région, by its code or its id; null when there is none (région).',
  })
  region(
    @Ctx() { stores }: Context<Stores>,
    @Arg('code', () => ID, { nullable: true, description: 'Two digits, such as `84`.' }) code?: string | null,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id?: string | null,
  ) {
    if ((code == null) === (id == null))
      throw badUserInput({ argument: 'code', expected: expected('EXACTLY_ONE', { names: 'code, id' }) });
    if (code == null) return stores.territories.regionById.load(requireId('Region', id!));
    if (!/^\d{2}$/.test(code)) throw badUserInput({ argument: 'code', expected: codeName('REGION_DIGITS') });
    return stores.territories.region.load(code);
  }

  @Query(() => RegionConnection, {
    description: 'The eighteen régions, filtered and ordered, by code unless told otherwise (régions).',
  })
  @Paged()
  regions(@Args(() => RegionsArgs) args: RegionsArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.territories.regions(args);
  }

  @FieldResolver(() => DepartmentConnection, {
    description: 'Its départements, by code unless told otherwise (départements).',
  })
  @Paged()
  departments(
    @Root() region: RegionRow,
    @Args(() => DepartmentsArgs) args: DepartmentsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.territories.departments(args, departmentsOf(region.code));
  }

  @FieldResolver(() => Authority, {
    nullable: true,
    description:
      'The authority that holds the région’s powers: its council, or a single collectivity such as Corse (collectivité régionale).',
  })
  authority(@Root() region: RegionRow, @Ctx() { stores }: Context<Stores>) {
    return region.authorityId === null ? null : stores.authorities.today.load(region.authorityId);
  }

  @FieldResolver(() => AuthorityConnection, {
    description:
      'Authorities that lie in it, the one that holds its powers among them (collectivités). Closed ones too, unless `isCurrent` is given.',
  })
  @Paged()
  authorities(
    @Root() region: RegionRow,
    @Args(() => AuthoritiesArgs) args: AuthoritiesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.authorities.page(args, ofRegion(region.code));
  }
}
