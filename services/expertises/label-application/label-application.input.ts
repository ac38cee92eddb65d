import { enumFilterOf, listArgsOf, orderInputOf } from '#kernel/lists';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { LabelApplicationStatus } from './label-application.type.js';

export enum LabelApplicationOrderField {
  CREATED_AT = 'CREATED_AT',
  UPDATED_AT = 'UPDATED_AT',
  SUBMITTED_AT = 'SUBMITTED_AT',
}
registerEnumType(LabelApplicationOrderField, {
  name: 'LabelApplicationOrderField',
  description: 'Sort keys of label applications (clés de tri).',
  valuesConfig: {
    CREATED_AT: {
      description: 'By creation of the draft, the newest first by default (création).',
    },
    UPDATED_AT: { description: 'By the last change (modification).' },
    SUBMITTED_AT: { description: 'By submission; applications that were not submitted are last (dépôt).' },
  },
});

const LabelApplicationStatusFilter = enumFilterOf(
  LabelApplicationStatus,
  'LabelApplicationStatusFilter',
  'status of label applications (état des dossiers)',
);

@InputType('LabelApplicationFilter', {
  description: 'Conditions on label applications; all of them must hold (filtre des dossiers).',
})
export class LabelApplicationFilter {
  @Field(() => LabelApplicationStatusFilter, { nullable: true, description: 'By status (état).' })
  status?: InstanceType<typeof LabelApplicationStatusFilter>;
  @Field(() => [ID], { nullable: true, description: 'Of one of these authorities, by id (collectivités).' })
  authority?: string[];
  @Field(() => [ID], { nullable: true, description: 'For one of these expertises, by id (expertises).' })
  expertise?: string[];
  @Field(() => [ID], { nullable: true, description: 'For one of these committee sessions, by id (comités).' })
  session?: string[];
  @Field(() => [LabelApplicationFilter], { nullable: true, description: 'All of these (et).' })
  and?: LabelApplicationFilter[];
  @Field(() => [LabelApplicationFilter], { nullable: true, description: 'At least one of these (ou).' })
  or?: LabelApplicationFilter[];
  @Field(() => LabelApplicationFilter, { nullable: true, description: 'None of this (sauf).' })
  not?: LabelApplicationFilter;
}

const LabelApplicationOrder = orderInputOf<`${LabelApplicationOrderField}`>(
  LabelApplicationOrderField,
  'LabelApplicationOrder',
  'label applications',
);
@ArgsType()
export class LabelApplicationsArgs extends listArgsOf(LabelApplicationFilter, LabelApplicationOrder) {}
