import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { CountryGroup } from '../references/country-group.type.js';
import { Country } from '../references/country.type.js';
import { Theme } from '../references/theme.type.js';
import type { ResourceEntity } from './resource.entity.js';
import { ResourcesArgs } from './resource.input.js';
import { resourcesOfCountry, resourcesOfTheme } from './resource.store.js';
import { Resource, ResourceConnection } from './resource.type.js';
import type { Stores } from '../stores.js';

@Resolver(() => Resource)
export class ResourceResolver {
  @Query(() => Resource, { nullable: true, description: 'One resource; null when there is none.' })
  resource(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() { stores }: Context<Stores>) {
    return stores.resources.byId.load(requireId('Resource', id));
  }

  @Query(() => ResourceConnection, {
    description: 'Resources, filtered and ordered, the latest first by default (ressources).',
  })
  @Paged()
  resources(@Args(() => ResourcesArgs) args: ResourcesArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.resources.page(args);
  }

  @FieldResolver(() => [Theme], {
    nullable: true,
    description: 'Its themes (thématiques); empty when it was not classified.',
  })
  themes(@Root() resource: ResourceEntity) {
    return resource.themeCodes.map((code) => ({ code }));
  }

  @FieldResolver(() => CountryGroup, {
    nullable: true,
    description: 'The country group that publishes it (groupe-pays); null when none does.',
  })
  countryGroup(@Root() resource: ResourceEntity) {
    return resource.countryGroupCode === null ? null : { code: resource.countryGroupCode };
  }

  @FieldResolver(() => [Country], { nullable: true, description: 'The countries that it is about (pays).' })
  countries(@Root() resource: ResourceEntity) {
    return resource.countryCodes.map((code) => ({ code }));
  }
}

@Resolver(() => Country)
export class CountryResourcesResolver {
  @FieldResolver(() => ResourceConnection, {
    nullable: true,
    description: 'Resources about the country (ressources).',
  })
  @Paged()
  resources(
    @Root() country: Country,
    @Args(() => ResourcesArgs) args: ResourcesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.resources.page(args, resourcesOfCountry(country.code));
  }
}

@Resolver(() => Theme)
export class ThemeResourcesResolver {
  @FieldResolver(() => ResourceConnection, {
    nullable: true,
    description: 'Resources in this theme and in those below it (ressources).',
  })
  @Paged()
  async resources(
    @Root() theme: Theme,
    @Args(() => ResourcesArgs) args: ResourcesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.resources.page(args, resourcesOfTheme(theme.code, await stores.themes.subtree(theme.code)));
  }
}
