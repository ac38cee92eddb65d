import { DateFilter, IntFilter, enumFilterOf, listArgsOf, orderInputOf } from '#kernel/lists';
import { DateScalar } from '#kernel/values';
import { ThemeCondition, CountryCodeFilter } from '#vocabulary';
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { CallForProjectsKind } from './call.type.js';

export enum CallForProjectsOrderField {
  CLOSES_ON = 'CLOSES_ON',
  OPENS_ON = 'OPENS_ON',
  CODE = 'CODE',
}
registerEnumType(CallForProjectsOrderField, {
  name: 'CallForProjectsOrderField',
  description: 'Sort keys of calls for projects.',
  valuesConfig: {
    CLOSES_ON: {
      description: 'By closing day, the latest first by default; unknown days are last in either direction.',
    },
    OPENS_ON: { description: 'By opening day; unknown days are last in either direction.' },
    CODE: { description: 'By code.' },
  },
});

const CallForProjectsKindFilter = enumFilterOf(
  CallForProjectsKind,
  'CallForProjectsKindFilter',
  'kind of a call for projects',
);

@InputType('CallForProjectsFilter', {
  description: 'Conditions on calls for projects; all of them must hold.',
})
export class CallForProjectsFilter {
  @Field(() => CountryCodeFilter, {
    nullable: true,
    description:
      'Open to projects in these countries. A call for projects that names no country is open to all: it matches `in` and never `notIn`. A label session has no country and never matches `in`.',
  })
  country?: CountryCodeFilter;
  @Field(() => CallForProjectsKindFilter, { nullable: true, description: 'What kind of call it is.' })
  kind?: InstanceType<typeof CallForProjectsKindFilter>;
  @Field(() => ThemeCondition, {
    nullable: true,
    description:
      'Open to projects in this theme or, by default, one below it. A general call without themes is open to all; any other call without themes matches none.',
  })
  theme?: ThemeCondition;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Receives files on this day: it has opened and has not closed. A call with an unknown opening or closing day does not match.',
  })
  openOn?: string;
  @Field(() => DateFilter, { nullable: true, description: 'By opening day.' })
  opensOn?: DateFilter;
  @Field(() => DateFilter, { nullable: true, description: 'By closing day.' })
  closesOn?: DateFilter;
  @Field(() => IntFilter, {
    nullable: true,
    description: 'By the year in which it closes or, when that day is unknown, opens.',
  })
  year?: IntFilter;
  @Field(() => String, {
    nullable: true,
    description:
      'Beginnings of words in the French or English name; all must occur. Accents and case do not matter.',
  })
  text?: string;
  @Field(() => [CallForProjectsFilter], { nullable: true, description: 'All of these.' })
  and?: CallForProjectsFilter[];
  @Field(() => [CallForProjectsFilter], { nullable: true, description: 'At least one of these.' })
  or?: CallForProjectsFilter[];
  @Field(() => CallForProjectsFilter, { nullable: true, description: 'None of this.' })
  not?: CallForProjectsFilter;
}

const CallForProjectsOrder = orderInputOf<`${CallForProjectsOrderField}`>(
  CallForProjectsOrderField,
  'CallForProjectsOrder',
  'calls for projects',
);
@ArgsType()
export class CallsForProjectsArgs extends listArgsOf(CallForProjectsFilter, CallForProjectsOrder) {}

export enum CampaignOrderField {
  YEAR = 'YEAR',
}
registerEnumType(CampaignOrderField, {
  name: 'CampaignOrderField',
  description: 'Sort keys of campaigns.',
  valuesConfig: { YEAR: { description: 'By year, the latest first by default.' } },
});

@InputType('CampaignFilter', { description: 'Conditions on campaigns; all of them must hold.' })
export class CampaignFilter {
  @Field(() => IntFilter, { nullable: true, description: 'By year.' })
  year?: IntFilter;
  @Field(() => [CampaignFilter], { nullable: true, description: 'All of these.' })
  and?: CampaignFilter[];
  @Field(() => [CampaignFilter], { nullable: true, description: 'At least one of these.' })
  or?: CampaignFilter[];
  @Field(() => CampaignFilter, { nullable: true, description: 'None of this.' })
  not?: CampaignFilter;
}

const CampaignOrder = orderInputOf<`${CampaignOrderField}`>(CampaignOrderField, 'CampaignOrder', 'campaigns');
@ArgsType()
export class CampaignsArgs extends listArgsOf(CampaignFilter, CampaignOrder) {}
