import { listArgsOf, orderInputOf } from '#kernel/lists';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';

export enum NameAmbiguityOrderField {
  MENTION = 'MENTION',
}
registerEnumType(NameAmbiguityOrderField, {
  name: 'NameAmbiguityOrderField',
  description: 'Sort keys of ambiguous names.',
  valuesConfig: { MENTION: { description: 'By mention, in French order.' } },
});

@InputType('NameAmbiguityFilter', { description: 'Conditions on ambiguous names; all of them must hold.' })
export class NameAmbiguityFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these authorities could be meant, by id.' })
  candidate?: string[];
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether one of the candidates was chosen (tranchée).',
  })
  isResolved?: boolean;
  @Field(() => [NameAmbiguityFilter], { nullable: true, description: 'All of these.' })
  and?: NameAmbiguityFilter[];
  @Field(() => [NameAmbiguityFilter], { nullable: true, description: 'At least one of these.' })
  or?: NameAmbiguityFilter[];
  @Field(() => NameAmbiguityFilter, { nullable: true, description: 'None of this.' })
  not?: NameAmbiguityFilter;
}

const NameAmbiguityOrder = orderInputOf<`${NameAmbiguityOrderField}`>(
  NameAmbiguityOrderField,
  'NameAmbiguityOrder',
  'ambiguous names',
);
@ArgsType()
export class NameAmbiguitiesArgs extends listArgsOf(NameAmbiguityFilter, NameAmbiguityOrder) {}
