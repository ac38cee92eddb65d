import type { Context } from '#kernel/context';
import { badUserInput, expected } from '#kernel/errors';
import { Paged } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { codeName } from '#vocabulary';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Stores } from '../stores.js';
import type { DacSectorEntity, SustainableDevelopmentGoalEntity, ThemeEntity } from './theme.entity.js';
import { DacSectorsArgs, SustainableDevelopmentGoalsArgs, ThemesArgs } from './theme.input.js';
import {
  DacSector,
  DacSectorConnection,
  SustainableDevelopmentGoal,
  SustainableDevelopmentGoalConnection,
  Theme,
  ThemeConnection,
} from './theme.type.js';

@Resolver(() => Theme)
export class ThemeResolver {
  @Query(() => Theme, {
    nullable: true,
    description: 'One theme, by its code or its id; null when there is none.',
  })
  theme(
    @Ctx() { stores }: Context<Stores>,
    @Arg('code', () => ID, { nullable: true, description: 'Its code, such as `ENV-WATER`.' })
    code?: string | null,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id?: string | null,
  ) {
    if ((code == null) === (id == null))
      throw badUserInput({ argument: 'code', expected: expected('EXACTLY_ONE', { names: 'code, id' }) });
    return code != null ? stores.themes.byCode.load(code) : stores.themes.byId.load(requireId('Theme', id!));
  }

  @Query(() => ThemeConnection, { description: 'Themes, filtered and ordered (thématiques).' })
  @Paged()
  themes(@Args(() => ThemesArgs) args: ThemesArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.themes.page(args);
  }

  @FieldResolver(() => Theme, {
    nullable: true,
    description: 'The theme above it; null for a head of the tree.',
  })
  parent(@Root() theme: ThemeEntity, @Ctx() { stores }: Context<Stores>) {
    return theme.parentCode === null ? null : stores.themes.byCode.load(theme.parentCode);
  }

  @FieldResolver(() => [Theme], { description: 'The themes above it, from the head of the tree down.' })
  ancestors(@Root() theme: ThemeEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.themes.byCode.loadMany(theme.pathCodes.slice(0, -1));
  }

  @FieldResolver(() => [Theme], { description: 'The themes right below it.' })
  children(@Root() theme: ThemeEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.themes.children.load(theme.code);
  }

  @FieldResolver(() => [Theme], { description: 'All themes below it, at any depth.' })
  descendants(@Root() theme: ThemeEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.themes.byCode.loadMany(theme.subtreeCodes.filter((code) => code !== theme.code));
  }

  @FieldResolver(() => [DacSector], {
    description: 'The purpose codes to which it is mapped; none for a head of the tree.',
  })
  dacSectors(@Root() theme: ThemeEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.themes.sector.loadMany(theme.dacCodes);
  }

  @FieldResolver(() => [SustainableDevelopmentGoal], { description: 'The goals to which it is mapped.' })
  sustainableDevelopmentGoals(@Root() theme: ThemeEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.themes.goal.loadMany(theme.goalCodes.map(String));
  }
}

@Resolver(() => DacSector)
export class DacSectorResolver {
  @Query(() => DacSector, {
    nullable: true,
    description: 'One DAC purpose code, by the code or its id; null when there is none.',
  })
  dacSector(
    @Ctx() { stores }: Context<Stores>,
    @Arg('code', () => ID, { nullable: true, description: 'Five digits, such as `14020`.' })
    code?: string | null,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id?: string | null,
  ) {
    if ((code == null) === (id == null))
      throw badUserInput({ argument: 'code', expected: expected('EXACTLY_ONE', { names: 'code, id' }) });
    if (code == null) return stores.themes.sectorById.load(requireId('DacSector', id!));
    if (!/^\d{5}$/.test(code)) throw badUserInput({ argument: 'code', expected: codeName('DAC_DIGITS') });
    return stores.themes.sector.load(code);
  }

  @Query(() => DacSectorConnection, {
    description: 'DAC purpose codes, filtered and ordered (codes-objet du CAD).',
  })
  @Paged()
  dacSectors(@Args(() => DacSectorsArgs) args: DacSectorsArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.themes.sectorPage(args);
  }

  @FieldResolver(() => [Theme], { description: 'The themes that are mapped to it.' })
  themes(@Root() sector: DacSectorEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.themes.byDacCode.load(sector.code);
  }
}

@Resolver(() => SustainableDevelopmentGoal)
export class SustainableDevelopmentGoalResolver {
  @Query(() => SustainableDevelopmentGoal, {
    nullable: true,
    description: 'One goal, by its number or its id; null when there is none.',
  })
  sustainableDevelopmentGoal(
    @Ctx() { stores }: Context<Stores>,
    @Arg('code', () => Int, { nullable: true, description: 'Its number, from 1 to 17.' })
    code?: number | null,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id?: string | null,
  ) {
    if ((code == null) === (id == null))
      throw badUserInput({ argument: 'code', expected: expected('EXACTLY_ONE', { names: 'code, id' }) });
    if (code == null) return stores.themes.goalById.load(requireId('SustainableDevelopmentGoal', id!));
    if (code < 1 || code > 17)
      throw badUserInput({ argument: 'code', expected: expected('NUMBER', { min: 1, max: 17 }) });
    return stores.themes.goal.load(String(code));
  }

  @Query(() => SustainableDevelopmentGoalConnection, {
    description: 'The seventeen goals, filtered and ordered (objectifs de développement durable).',
  })
  @Paged()
  sustainableDevelopmentGoals(
    @Args(() => SustainableDevelopmentGoalsArgs) args: SustainableDevelopmentGoalsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.themes.goalPage(args);
  }

  @FieldResolver(() => [Theme], { description: 'The themes that are mapped to it.' })
  themes(@Root() goal: SustainableDevelopmentGoalEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.themes.byGoal.load(String(goal.code));
  }
}
