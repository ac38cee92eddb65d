import { TextCodeFilter, enumFilterOf, listArgsOf, orderInputOf } from '#kernel/lists';
import { CountryCodeFilter } from '#vocabulary';
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { CountryGroupStatus } from './country-group.type.js';

export enum CountryGroupOrderField {
  NAME_FR = 'NAME_FR',
  NAME_EN = 'NAME_EN',
  CODE = 'CODE',
  LAST_ACTIVITY_ON = 'LAST_ACTIVITY_ON',
}
registerEnumType(CountryGroupOrderField, {
  name: 'CountryGroupOrderField',
  description: 'Sort keys of country groups.',
  valuesConfig: {
    NAME_FR: { description: 'By French name.' },
    NAME_EN: { description: 'By English name.' },
    CODE: { description: 'By code.' },
    LAST_ACTIVITY_ON: {
      description:
        'By the last day of activity in a source; groups without one are last in either direction.',
    },
  },
});

const CountryGroupStatusFilter = enumFilterOf(
  CountryGroupStatus,
  'CountryGroupStatusFilter',
  'known activity of a country group',
);

@InputType('CountryGroupFilter', { description: 'Conditions on country groups; all of them must hold.' })
export class CountryGroupFilter {
  @Field(() => TextCodeFilter, { nullable: true, description: 'By code, such as `MG` or `SAHEL`.' })
  code?: TextCodeFilter;
  @Field(() => CountryCodeFilter, { nullable: true, description: 'By the countries that it is about.' })
  country?: CountryCodeFilter;
  @Field(() => CountryGroupStatusFilter, { nullable: true, description: 'By status of its activity.' })
  status?: InstanceType<typeof CountryGroupStatusFilter>;
  @Field(() => Boolean, { nullable: true, description: 'Whether it was closed (dissous).' })
  isClosed?: boolean;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether a president with a date is known: `presidency(on)` returns them from that date until the known end of the term. A former president without a date does not count.',
  })
  hasPresidency?: boolean;
  @Field(() => String, {
    nullable: true,
    description:
      'Beginnings of words in its name or in a name or alias of one of its countries, in French or English, or a code of either; all must occur. Accents and case do not matter.',
  })
  text?: string;
  @Field(() => [CountryGroupFilter], { nullable: true, description: 'All of these.' })
  and?: CountryGroupFilter[];
  @Field(() => [CountryGroupFilter], { nullable: true, description: 'At least one of these.' })
  or?: CountryGroupFilter[];
  @Field(() => CountryGroupFilter, { nullable: true, description: 'None of this.' })
  not?: CountryGroupFilter;
}

const CountryGroupOrder = orderInputOf<`${CountryGroupOrderField}`>(
  CountryGroupOrderField,
  'CountryGroupOrder',
  'country groups',
);
@ArgsType()
export class CountryGroupsArgs extends listArgsOf(CountryGroupFilter, CountryGroupOrder) {}
