import { TextCodeFilter, enumFilterOf, listArgsOf, orderInputOf } from '#kernel/lists';
import { ThemeCondition, CountryCodeFilter } from '#vocabulary';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { CooperationRequestStatus, UrgencyLevel } from './cooperation-request.type.js';

export enum CooperationRequestOrderField {
  OPENED_ON = 'OPENED_ON',
  COUNTRY = 'COUNTRY',
  EXPIRES_ON = 'EXPIRES_ON',
}
registerEnumType(CooperationRequestOrderField, {
  name: 'CooperationRequestOrderField',
  description: 'Sort keys of requests for cooperation.',
  valuesConfig: {
    OPENED_ON: {
      description: 'By the date at which the need was stated, the latest first by default.',
    },
    COUNTRY: { description: 'By country code.' },
    EXPIRES_ON: { description: 'By last day; requests without one are last.' },
  },
});

const CooperationRequestStatusFilter = enumFilterOf(
  CooperationRequestStatus,
  'CooperationRequestStatusFilter',
  'status of a request for cooperation',
);

const UrgencyLevelFilter = enumFilterOf(UrgencyLevel, 'UrgencyLevelFilter', 'time at which help is needed');

@InputType('CooperationRequestFilter', {
  description: 'Conditions on requests for cooperation; all of them must hold.',
})
export class CooperationRequestFilter {
  @Field(() => CountryCodeFilter, { nullable: true, description: 'By country of the requesting authority.' })
  country?: CountryCodeFilter;
  @Field(() => [ID], {
    nullable: true,
    description: 'Of one of these authorities abroad, by id (collectivités étrangères).',
  })
  foreignAuthority?: string[];
  @Field(() => CooperationRequestStatusFilter, { nullable: true, description: 'By status.' })
  status?: InstanceType<typeof CooperationRequestStatusFilter>;
  @Field(() => ThemeCondition, {
    nullable: true,
    description: 'In this theme or, by default, one below it; requests without a theme match none.',
  })
  theme?: ThemeCondition;
  @Field(() => Boolean, { nullable: true, description: 'Whether the source gives it a theme.' })
  isClassified?: boolean;
  @Field(() => UrgencyLevelFilter, {
    nullable: true,
    description: 'When help is needed; requests that do not state it never match.',
  })
  urgencyLevel?: InstanceType<typeof UrgencyLevelFilter>;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'Any of these working languages (ISO 639-1, lower case).',
  })
  language?: TextCodeFilter;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is open and expires within seven days.',
  })
  expiresSoon?: boolean;
  @Field(() => String, {
    nullable: true,
    description:
      'Beginnings of words in the need or in any name of the requesting authority; all must occur. Accents and case do not matter.',
  })
  text?: string;
  @Field(() => [CooperationRequestFilter], { nullable: true, description: 'All of these.' })
  and?: CooperationRequestFilter[];
  @Field(() => [CooperationRequestFilter], { nullable: true, description: 'At least one of these.' })
  or?: CooperationRequestFilter[];
  @Field(() => CooperationRequestFilter, { nullable: true, description: 'None of this.' })
  not?: CooperationRequestFilter;
}

const CooperationRequestOrder = orderInputOf<`${CooperationRequestOrderField}`>(
  CooperationRequestOrderField,
  'CooperationRequestOrder',
  'requests for cooperation',
);
@ArgsType()
export class CooperationRequestsArgs extends listArgsOf(CooperationRequestFilter, CooperationRequestOrder) {}
