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
      description: 'By the date at which the need was stated, the latest first when no order is asked for.',
    },
    COUNTRY: { description: 'By country code.' },
    EXPIRES_ON: { description: 'By their last day; those without one last.' },
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
  @Field(() => CountryCodeFilter, { nullable: true, description: 'By country of who asks.' })
  country?: CountryCodeFilter;
  @Field(() => [ID], {
    nullable: true,
    description: 'Of one of these authorities abroad, by id (collectivités étrangères).',
  })
  foreignAuthority?: string[];
  @Field(() => CooperationRequestStatusFilter, { nullable: true, description: 'How far it has come.' })
  status?: InstanceType<typeof CooperationRequestStatusFilter>;
  @Field(() => ThemeCondition, {
    nullable: true,
    description: 'In this theme or, unless told otherwise, one below it; what has no theme is in none.',
  })
  theme?: ThemeCondition;
  @Field(() => Boolean, { nullable: true, description: 'Whether the source gives it a theme.' })
  isClassified?: boolean;
  @Field(() => UrgencyLevelFilter, {
    nullable: true,
    description: 'When help is needed; what does not say so is in none.',
  })
  urgencyLevel?: InstanceType<typeof UrgencyLevelFilter>;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'Languages in which one can work (ISO 639-1, lower case), any of them.',
  })
  language?: TextCodeFilter;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is open and has at most seven more days.',
  })
  expiresSoon?: boolean;
  @Field(() => String, {
    nullable: true,
    description:
      'Beginnings of words in the need or in any name of who asks; all must occur. Accents and case do not matter.',
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
