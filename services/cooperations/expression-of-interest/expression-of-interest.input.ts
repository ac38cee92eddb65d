import { enumFilterOf, listArgsOf, orderInputOf } from '#kernel/lists';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { InterestStatus } from './expression-of-interest.type.js';

export enum ExpressionOfInterestOrderField {
  EXPRESSED_AT = 'EXPRESSED_AT',
}
registerEnumType(ExpressionOfInterestOrderField, {
  name: 'ExpressionOfInterestOrderField',
  description: 'Sort keys of expressions of interest.',
  valuesConfig: {
    EXPRESSED_AT: {
      description: 'By the time at which they were made, the latest first by default.',
    },
  },
});

const InterestStatusFilter = enumFilterOf(
  InterestStatus,
  'InterestStatusFilter',
  'status of an expression of interest',
);

@InputType('ExpressionOfInterestFilter', {
  description: 'Conditions on expressions of interest; all of them must hold.',
})
export class ExpressionOfInterestFilter {
  @Field(() => InterestStatusFilter, { nullable: true, description: 'By status.' })
  status?: InstanceType<typeof InterestStatusFilter>;
  @Field(() => [ID], {
    nullable: true,
    description: 'Replies to one of these requests for cooperation, by id (demandes).',
  })
  request?: string[];
  @Field(() => [ID], { nullable: true, description: 'Of one of these authorities, by id (collectivités).' })
  authority?: string[];
  @Field(() => [ExpressionOfInterestFilter], { nullable: true, description: 'All of these.' })
  and?: ExpressionOfInterestFilter[];
  @Field(() => [ExpressionOfInterestFilter], { nullable: true, description: 'At least one of these.' })
  or?: ExpressionOfInterestFilter[];
  @Field(() => ExpressionOfInterestFilter, { nullable: true, description: 'None of this.' })
  not?: ExpressionOfInterestFilter;
}

const ExpressionOfInterestOrder = orderInputOf<`${ExpressionOfInterestOrderField}`>(
  ExpressionOfInterestOrderField,
  'ExpressionOfInterestOrder',
  'expressions of interest',
);
@ArgsType()
export class ExpressionsOfInterestArgs extends listArgsOf(
  ExpressionOfInterestFilter,
  ExpressionOfInterestOrder,
) {}
