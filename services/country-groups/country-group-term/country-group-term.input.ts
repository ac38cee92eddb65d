import { TextCodeFilter, enumFilterOf, listArgsOf, orderInputOf } from '#kernel/lists';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { CountryGroupRole } from './country-group-term.type.js';

export enum CountryGroupTermOrderField {
  SEEN_ON = 'SEEN_ON',
  PERSON = 'PERSON',
}
registerEnumType(CountryGroupTermOrderField, {
  name: 'CountryGroupTermOrderField',
  description: 'Sort keys of terms in country groups.',
  valuesConfig: {
    SEEN_ON: {
      description:
        'By the date at which a source shows it, or else by its first day; terms without either are last in either direction.',
    },
    PERSON: { description: 'By name of the elected member.' },
  },
});

const CountryGroupRoleFilter = enumFilterOf(
  CountryGroupRole,
  'CountryGroupRoleFilter',
  'role in a country group',
);

@InputType('CountryGroupTermFilter', {
  description: 'Conditions on terms in country groups; all of them must hold.',
})
export class CountryGroupTermFilter {
  @Field(() => CountryGroupRoleFilter, { nullable: true, description: 'By role.' })
  role?: InstanceType<typeof CountryGroupRoleFilter>;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'By the code of the group, such as `MG` or `SAHEL`.',
  })
  group?: TextCodeFilter;
  @Field(() => [ID], {
    nullable: true,
    description: 'The elected member represents one of these authorities, by id.',
  })
  authority?: string[];
  @Field(() => [CountryGroupTermFilter], { nullable: true, description: 'All of these.' })
  and?: CountryGroupTermFilter[];
  @Field(() => [CountryGroupTermFilter], { nullable: true, description: 'At least one of these.' })
  or?: CountryGroupTermFilter[];
  @Field(() => CountryGroupTermFilter, { nullable: true, description: 'None of this.' })
  not?: CountryGroupTermFilter;
}

const CountryGroupTermOrder = orderInputOf<`${CountryGroupTermOrderField}`>(
  CountryGroupTermOrderField,
  'CountryGroupTermOrder',
  'terms in country groups',
);
@ArgsType()
export class CountryGroupTermsArgs extends listArgsOf(CountryGroupTermFilter, CountryGroupTermOrder) {}
