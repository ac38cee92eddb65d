import { listArgsOf, orderInputOf } from '#kernel/lists';
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';

export enum FigureOrderField {
  NAME_FR = 'NAME_FR',
  NAME_EN = 'NAME_EN',
}
registerEnumType(FigureOrderField, {
  name: 'FigureOrderField',
  description: 'Sort keys of published figures.',
  valuesConfig: {
    NAME_FR: { description: 'By French name.' },
    NAME_EN: { description: 'By English name.' },
  },
});

@InputType('FigureFilter', { description: 'Conditions on published figures; all of them must hold.' })
export class FigureFilter {
  @Field(() => String, {
    nullable: true,
    description:
      'Beginnings of words in the French or English name; all must occur. Accents and case do not matter.',
  })
  text?: string;
  @Field(() => [FigureFilter], { nullable: true, description: 'All of these.' })
  and?: FigureFilter[];
  @Field(() => [FigureFilter], { nullable: true, description: 'At least one of these.' })
  or?: FigureFilter[];
  @Field(() => FigureFilter, { nullable: true, description: 'None of this.' })
  not?: FigureFilter;
}

const FigureOrder = orderInputOf<`${FigureOrderField}`>(FigureOrderField, 'FigureOrder', 'published figures');
@ArgsType()
export class FiguresArgs extends listArgsOf(FigureFilter, FigureOrder) {}
