import { ThemeCondition } from '#vocabulary';
import { DateFilter, TextCodeFilter, enumFilterOf, listArgsOf, orderInputOf } from '#kernel/lists';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { LabelStatus } from './label.type.js';

export enum LabelOrderField {
  AWARDED_ON = 'AWARDED_ON',
}
registerEnumType(LabelOrderField, {
  name: 'LabelOrderField',
  description: 'Sort keys of labels.',
  valuesConfig: { AWARDED_ON: { description: 'By the day of the award.' } },
});

export enum LabelProgrammeOrderField {
  LAUNCHED_ON = 'LAUNCHED_ON',
  CODE = 'CODE',
}
registerEnumType(LabelProgrammeOrderField, {
  name: 'LabelProgrammeOrderField',
  description: 'Sort keys of label programmes.',
  valuesConfig: {
    LAUNCHED_ON: { description: 'By launch, the oldest first by default.' },
    CODE: { description: 'By code.' },
  },
});

@InputType('LabelProgrammeFilter', { description: 'Conditions on label programmes; all of them must hold.' })
export class LabelProgrammeFilter {
  @Field(() => TextCodeFilter, { nullable: true, description: 'By code, such as `EXPE_CT`.' })
  code?: TextCodeFilter;
  @Field(() => Boolean, { nullable: true, description: 'Whether another programme followed it.' })
  hasSuccessor?: boolean;
  @Field(() => [LabelProgrammeFilter], { nullable: true, description: 'All of these.' })
  and?: LabelProgrammeFilter[];
  @Field(() => [LabelProgrammeFilter], { nullable: true, description: 'At least one of these.' })
  or?: LabelProgrammeFilter[];
  @Field(() => LabelProgrammeFilter, { nullable: true, description: 'None of this.' })
  not?: LabelProgrammeFilter;
}

const LabelProgrammeOrder = orderInputOf<`${LabelProgrammeOrderField}`>(
  LabelProgrammeOrderField,
  'LabelProgrammeOrder',
  'label programmes',
);
@ArgsType()
export class LabelProgrammesArgs extends listArgsOf(LabelProgrammeFilter, LabelProgrammeOrder) {}

const LabelStatusFilter = enumFilterOf(LabelStatus, 'LabelStatusFilter', 'validity of a label');

@InputType('LabelFilter', { description: 'Conditions on labels; all of them must hold.' })
export class LabelFilter {
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'By code of the programme, such as `EXPE_CT`.',
  })
  programme?: TextCodeFilter;
  @Field(() => LabelStatusFilter, { nullable: true, description: 'Whether it is valid today.' })
  status?: InstanceType<typeof LabelStatusFilter>;
  @Field(() => ThemeCondition, {
    nullable: true,
    description: 'For an expertise in this theme or, by default, one below it.',
  })
  theme?: ThemeCondition;
  @Field(() => [ID], { nullable: true, description: 'Held by one of these authorities, by id.' })
  authority?: string[];
  @Field(() => [LabelFilter], { nullable: true, description: 'All of these.' })
  and?: LabelFilter[];
  @Field(() => [LabelFilter], { nullable: true, description: 'At least one of these.' })
  or?: LabelFilter[];
  @Field(() => LabelFilter, { nullable: true, description: 'None of this.' })
  not?: LabelFilter;
}

const LabelOrder = orderInputOf<`${LabelOrderField}`>(LabelOrderField, 'LabelOrder', 'labels');
@ArgsType()
export class LabelsArgs extends listArgsOf(LabelFilter, LabelOrder) {}

export enum CommitteeSessionOrderField {
  HELD_ON = 'HELD_ON',
}
registerEnumType(CommitteeSessionOrderField, {
  name: 'CommitteeSessionOrderField',
  description: 'Sort keys of committee sessions.',
  valuesConfig: { HELD_ON: { description: 'By the day of the session.' } },
});

@InputType('CommitteeSessionFilter', {
  description: 'Conditions on committee sessions; all of them must hold.',
})
export class CommitteeSessionFilter {
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'By code of the programme, such as `EXPE_CT`.',
  })
  programme?: TextCodeFilter;
  @Field(() => DateFilter, { nullable: true, description: 'By the day of the session.' })
  heldOn?: DateFilter;
  @Field(() => [CommitteeSessionFilter], { nullable: true, description: 'All of these.' })
  and?: CommitteeSessionFilter[];
  @Field(() => [CommitteeSessionFilter], { nullable: true, description: 'At least one of these.' })
  or?: CommitteeSessionFilter[];
  @Field(() => CommitteeSessionFilter, { nullable: true, description: 'None of this.' })
  not?: CommitteeSessionFilter;
}

const CommitteeSessionOrder = orderInputOf<`${CommitteeSessionOrderField}`>(
  CommitteeSessionOrderField,
  'CommitteeSessionOrder',
  'committee sessions',
);
@ArgsType()
export class CommitteeSessionsArgs extends listArgsOf(CommitteeSessionFilter, CommitteeSessionOrder) {}
