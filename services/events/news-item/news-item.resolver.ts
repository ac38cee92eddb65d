import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { NewsItemEntity } from './news-item.entity.js';
import { NewsItemsArgs } from './news-item.input.js';
import { newsOfCountry, newsOfTheme } from './news-item.store.js';
import { NewsItem, NewsItemConnection } from './news-item.type.js';
import { CountryGroup } from '../references/country-group.type.js';
import { Country } from '../references/country.type.js';
import { Theme } from '../references/theme.type.js';
import type { Stores } from '../stores.js';

@Resolver(() => NewsItem)
export class NewsItemResolver {
  @Query(() => NewsItem, { nullable: true, description: 'One news item; null when there is none.' })
  newsItem(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() { stores }: Context<Stores>) {
    return stores.newsItems.byId.load(requireId('NewsItem', id));
  }

  @Query(() => NewsItemConnection, {
    description: 'News items, filtered and ordered, the latest first by default (actualités).',
  })
  @Paged()
  newsItems(@Args(() => NewsItemsArgs) args: NewsItemsArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.newsItems.page(args);
  }

  @FieldResolver(() => [Theme], {
    nullable: true,
    description: 'Its themes (thématiques); empty when it was not classified.',
  })
  themes(@Root() item: NewsItemEntity) {
    return item.themeCodes.map((code) => ({ code }));
  }

  @FieldResolver(() => CountryGroup, {
    nullable: true,
    description: 'The country group that publishes it (groupe-pays); null when none does.',
  })
  countryGroup(@Root() item: NewsItemEntity) {
    return item.countryGroupCode === null ? null : { code: item.countryGroupCode };
  }

  @FieldResolver(() => [Country], { nullable: true, description: 'The countries that it is about (pays).' })
  countries(@Root() item: NewsItemEntity) {
    return item.countryCodes.map((code) => ({ code }));
  }
}

@Resolver(() => Country)
export class CountryNewsItemsResolver {
  @FieldResolver(() => NewsItemConnection, {
    nullable: true,
    description: 'News about the country (actualités).',
  })
  @Paged()
  newsItems(
    @Root() country: Country,
    @Args(() => NewsItemsArgs) args: NewsItemsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.newsItems.page(args, newsOfCountry(country.code));
  }
}

@Resolver(() => Theme)
export class ThemeNewsItemsResolver {
  @FieldResolver(() => NewsItemConnection, {
    nullable: true,
    description: 'News in this theme and in those below it (actualités).',
  })
  @Paged()
  async newsItems(
    @Root() theme: Theme,
    @Args(() => NewsItemsArgs) args: NewsItemsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.newsItems.page(args, newsOfTheme(theme.code, await stores.themes.subtree(theme.code)));
  }
}
