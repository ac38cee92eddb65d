import { TextCodeFilter, listArgsOf, orderInputOf } from '#kernel/lists';
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';

export enum DepartmentOrderField {
  CODE = 'CODE',
  NAME = 'NAME',
}
registerEnumType(DepartmentOrderField, {
  name: 'DepartmentOrderField',
  description: 'Sort keys of départements.',
  valuesConfig: {
    CODE: { description: 'By code: `2A` and `2B` follow `29` (code).' },
    NAME: { description: 'By name, in French order (nom).' },
  },
});

export enum RegionOrderField {
  CODE = 'CODE',
  NAME = 'NAME',
}
registerEnumType(RegionOrderField, {
  name: 'RegionOrderField',
  description: 'Sort keys of régions.',
  valuesConfig: {
    CODE: { description: 'By code (code).' },
    NAME: { description: 'By name, in French order (nom).' },
  },
});

@InputType('DepartmentFilter', { description: 'Conditions on départements; all of them must hold.' })
export class DepartmentFilter {
  @Field(() => TextCodeFilter, { nullable: true, description: 'By code, such as `69` or `2A` (code).' })
  code?: TextCodeFilter;
  @Field(() => TextCodeFilter, { nullable: true, description: 'Its région, by code such as `84` (région).' })
  region?: TextCodeFilter;
  @Field(() => String, {
    nullable: true,
    description:
      'Beginnings of words in the name, or of the code; all must occur. Accents and case do not matter (recherche).',
  })
  text?: string;
  @Field(() => [DepartmentFilter], { nullable: true, description: 'All of these.' })
  and?: DepartmentFilter[];
  @Field(() => [DepartmentFilter], { nullable: true, description: 'At least one of these.' })
  or?: DepartmentFilter[];
  @Field(() => DepartmentFilter, { nullable: true, description: 'None of this.' })
  not?: DepartmentFilter;
}

@InputType('RegionFilter', { description: 'Conditions on régions; all of them must hold.' })
export class RegionFilter {
  @Field(() => TextCodeFilter, { nullable: true, description: 'By code, such as `84` (code).' })
  code?: TextCodeFilter;
  @Field(() => String, {
    nullable: true,
    description:
      'Beginnings of words in the name or a former name, or of the code; all must occur. Accents and case do not matter (recherche).',
  })
  text?: string;
  @Field(() => [RegionFilter], { nullable: true, description: 'All of these.' })
  and?: RegionFilter[];
  @Field(() => [RegionFilter], { nullable: true, description: 'At least one of these.' })
  or?: RegionFilter[];
  @Field(() => RegionFilter, { nullable: true, description: 'None of this.' })
  not?: RegionFilter;
}

const DepartmentOrder = orderInputOf<`${DepartmentOrderField}`>(
  DepartmentOrderField,
  'DepartmentOrder',
  'départements',
);
@ArgsType()
export class DepartmentsArgs extends listArgsOf(DepartmentFilter, DepartmentOrder) {}

const RegionOrder = orderInputOf<`${RegionOrderField}`>(RegionOrderField, 'RegionOrder', 'régions');
@ArgsType()
export class RegionsArgs extends listArgsOf(RegionFilter, RegionOrder) {}
