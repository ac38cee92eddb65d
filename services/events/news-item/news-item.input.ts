import { DateFilter, TextCodeFilter, listArgsOf, orderInputOf } from '#kernel/lists';
import { ThemeCondition, CountryCodeFilter } from '#vocabulary';
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';

export enum NewsItemOrderField {
  PUBLISHED_ON = 'PUBLISHED_ON',
}
registerEnumType(NewsItemOrderField, {
  name: 'NewsItemOrderField',
  description: 'Sort keys of news items.',
  valuesConfig: {
    PUBLISHED_ON: {
      description: 'By the date of publication; items without one are last in either direction.',
    },
  },
});

@InputType('NewsItemFilter', { description: 'Conditions on news items; all of them must hold.' })
export class NewsItemFilter {
  @Field(() => CountryCodeFilter, { nullable: true, description: 'By the countries that they are about.' })
  country?: CountryCodeFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'By the code of the country group that publishes them; `notIn` keeps items without a group.',
  })
  countryGroup?: TextCodeFilter;
  @Field(() => ThemeCondition, {
    nullable: true,
    description: 'In this theme or, by default, one below it; items without a theme match none.',
  })
  theme?: ThemeCondition;
  @Field(() => DateFilter, {
    nullable: true,
    description:
      'By the date of publication; a year or a month matches a bound when one of its days does, an unknown date never matches.',
  })
  publishedOn?: DateFilter;
  @Field(() => String, {
    nullable: true,
    description:
      'Beginnings of words in the title or the summary; all must occur. Accents and case do not matter.',
  })
  text?: string;
  @Field(() => [NewsItemFilter], { nullable: true, description: 'All of these.' })
  and?: NewsItemFilter[];
  @Field(() => [NewsItemFilter], { nullable: true, description: 'At least one of these.' })
  or?: NewsItemFilter[];
  @Field(() => NewsItemFilter, { nullable: true, description: 'None of this.' })
  not?: NewsItemFilter;
}

const NewsItemOrder = orderInputOf<`${NewsItemOrderField}`>(
  NewsItemOrderField,
  'NewsItemOrder',
  'news items',
);
@ArgsType()
export class NewsItemsArgs extends listArgsOf(NewsItemFilter, NewsItemOrder) {}
