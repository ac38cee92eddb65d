import { TextCodeFilter, enumFilterOf, listArgsOf, orderInputOf } from '#kernel/lists';
import { ThemeCondition, CountryCodeFilter } from '#vocabulary';
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { ResourceKind } from './resource.type.js';

export enum ResourceOrderField {
  DATE = 'DATE',
  TITLE_FR = 'TITLE_FR',
  TITLE_EN = 'TITLE_EN',
}
registerEnumType(ResourceOrderField, {
  name: 'ResourceOrderField',
  description: 'Sort keys of resources.',
  valuesConfig: {
    DATE: { description: 'By date; resources without one are last in either direction.' },
    TITLE_FR: { description: 'By French title.' },
    TITLE_EN: { description: 'By English title, or by French title where it was not translated.' },
  },
});

const ResourceKindFilter = enumFilterOf(ResourceKind, 'ResourceKindFilter', 'form of a resource');

@InputType('ResourceFilter', { description: 'Conditions on resources; all of them must hold.' })
export class ResourceFilter {
  @Field(() => ResourceKindFilter, { nullable: true, description: 'By form.' })
  kind?: InstanceType<typeof ResourceKindFilter>;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'By the language of the resource itself (ISO 639-1), such as `fr`.',
  })
  contentLanguage?: TextCodeFilter;
  @Field(() => CountryCodeFilter, { nullable: true, description: 'By the countries that they are about.' })
  country?: CountryCodeFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description:
      'By the code of the country group that publishes them; `notIn` keeps resources without a group.',
  })
  countryGroup?: TextCodeFilter;
  @Field(() => ThemeCondition, {
    nullable: true,
    description: 'In this theme or, by default, one below it; resources without a theme match none.',
  })
  theme?: ThemeCondition;
  @Field(() => String, {
    nullable: true,
    description: 'Beginnings of words in the title; all must occur. Accents and case do not matter.',
  })
  text?: string;
  @Field(() => [ResourceFilter], { nullable: true, description: 'All of these.' })
  and?: ResourceFilter[];
  @Field(() => [ResourceFilter], { nullable: true, description: 'At least one of these.' })
  or?: ResourceFilter[];
  @Field(() => ResourceFilter, { nullable: true, description: 'None of this.' })
  not?: ResourceFilter;
}

const ResourceOrder = orderInputOf<`${ResourceOrderField}`>(ResourceOrderField, 'ResourceOrder', 'resources');
@ArgsType()
export class ResourcesArgs extends listArgsOf(ResourceFilter, ResourceOrder) {}
