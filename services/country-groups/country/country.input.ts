import { listArgsOf, orderInputOf } from '#kernel/lists';
import { WorldRegionFilter, WorldSubRegionFilter, CountryCodeFilter } from '#vocabulary';
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';

export enum CountryOrderField {
  NAME_FR = 'NAME_FR',
  NAME_EN = 'NAME_EN',
  CODE = 'CODE',
}
registerEnumType(CountryOrderField, {
  name: 'CountryOrderField',
  description: 'Sort keys of countries.',
  valuesConfig: {
    NAME_FR: { description: 'By French name.' },
    NAME_EN: { description: 'By English name.' },
    CODE: { description: 'By ISO 3166-1 alpha-2 code.' },
  },
});

@InputType('CountryFilter', { description: 'Conditions on countries; all of them must hold.' })
export class CountryFilter {
  @Field(() => CountryCodeFilter, { nullable: true, description: 'By code.' })
  code?: CountryCodeFilter;
  @Field(() => WorldRegionFilter, { nullable: true, description: 'By region of the world.' })
  region?: InstanceType<typeof WorldRegionFilter>;
  @Field(() => WorldSubRegionFilter, { nullable: true, description: 'By sub-region of the world.' })
  subRegion?: InstanceType<typeof WorldSubRegionFilter>;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the United Nations list it as least developed (PMA).',
  })
  isLeastDeveloped?: boolean;
  @Field(() => Boolean, { nullable: true, description: 'Whether a country group is about it.' })
  hasGroup?: boolean;
  @Field(() => String, {
    nullable: true,
    description:
      'Beginnings of words of its names or aliases, or a code; all must occur. Accents and case do not matter.',
  })
  text?: string;
  @Field(() => [CountryFilter], { nullable: true, description: 'All of these.' })
  and?: CountryFilter[];
  @Field(() => [CountryFilter], { nullable: true, description: 'At least one of these.' })
  or?: CountryFilter[];
  @Field(() => CountryFilter, { nullable: true, description: 'None of this.' })
  not?: CountryFilter;
}

const CountryOrder = orderInputOf<`${CountryOrderField}`>(CountryOrderField, 'CountryOrder', 'countries');
@ArgsType()
export class CountriesArgs extends listArgsOf(CountryFilter, CountryOrder) {}
