import { ThemeCondition } from '#vocabulary';
import { IntFilter, TextCodeFilter, enumFilterOf, listArgsOf, orderInputOf } from '#kernel/lists';
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { DacSectorStatus } from './theme.type.js';

export enum ThemeOrderField {
  CODE = 'CODE',
  NAME_FR = 'NAME_FR',
  NAME_EN = 'NAME_EN',
  LEVEL = 'LEVEL',
}
registerEnumType(ThemeOrderField, {
  name: 'ThemeOrderField',
  description: 'Sort keys of themes.',
  valuesConfig: {
    CODE: { description: 'By code.' },
    NAME_FR: { description: 'By French name.' },
    NAME_EN: { description: 'By English name.' },
    LEVEL: { description: 'By depth in the tree, heads first.' },
  },
});

@InputType('ThemeFilter', { description: 'Conditions on themes; all of them must hold.' })
export class ThemeFilter {
  @Field(() => TextCodeFilter, { nullable: true, description: 'By code.' })
  code?: TextCodeFilter;
  @Field(() => ThemeCondition, { nullable: true, description: 'This theme and those below it.' })
  theme?: ThemeCondition;
  @Field(() => IntFilter, {
    nullable: true,
    description: 'By depth in the tree: 1 for the five heads, 3 at most.',
  })
  level?: IntFilter;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a French expertise in exactly this theme is known.',
  })
  hasExpertise?: boolean;
  @Field(() => String, {
    nullable: true,
    description:
      'Beginnings of words in the French or English name; all must occur. Accents and case do not matter.',
  })
  text?: string;
  @Field(() => [ThemeFilter], { nullable: true, description: 'All of these.' })
  and?: ThemeFilter[];
  @Field(() => [ThemeFilter], { nullable: true, description: 'At least one of these.' })
  or?: ThemeFilter[];
  @Field(() => ThemeFilter, { nullable: true, description: 'None of this.' })
  not?: ThemeFilter;
}

const ThemeOrder = orderInputOf<`${ThemeOrderField}`>(ThemeOrderField, 'ThemeOrder', 'themes');
@ArgsType()
export class ThemesArgs extends listArgsOf(ThemeFilter, ThemeOrder) {}

export const DacSectorStatusFilter = enumFilterOf(
  DacSectorStatus,
  'DacSectorStatusFilter',
  'status of a purpose code',
);

export enum DacSectorOrderField {
  CODE = 'CODE',
}
registerEnumType(DacSectorOrderField, {
  name: 'DacSectorOrderField',
  description: 'Sort keys of DAC purpose codes.',
  valuesConfig: { CODE: { description: 'By code.' } },
});

@InputType('DacSectorFilter', { description: 'Conditions on DAC purpose codes; all of them must hold.' })
export class DacSectorFilter {
  @Field(() => TextCodeFilter, { nullable: true, description: 'By code.' })
  code?: TextCodeFilter;
  @Field(() => DacSectorStatusFilter, { nullable: true, description: 'Whether the code is in use.' })
  status?: InstanceType<typeof DacSectorStatusFilter>;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a theme of this graph is mapped to the code.',
  })
  hasTheme?: boolean;
  @Field(() => [DacSectorFilter], { nullable: true, description: 'All of these.' })
  and?: DacSectorFilter[];
  @Field(() => [DacSectorFilter], { nullable: true, description: 'At least one of these.' })
  or?: DacSectorFilter[];
  @Field(() => DacSectorFilter, { nullable: true, description: 'None of this.' })
  not?: DacSectorFilter;
}

const DacSectorOrder = orderInputOf<`${DacSectorOrderField}`>(
  DacSectorOrderField,
  'DacSectorOrder',
  'DAC purpose codes',
);
@ArgsType()
export class DacSectorsArgs extends listArgsOf(DacSectorFilter, DacSectorOrder) {}

export enum SustainableDevelopmentGoalOrderField {
  CODE = 'CODE',
}
registerEnumType(SustainableDevelopmentGoalOrderField, {
  name: 'SustainableDevelopmentGoalOrderField',
  description: 'Sort keys of Sustainable Development Goals.',
  valuesConfig: { CODE: { description: 'By number.' } },
});

@InputType('SustainableDevelopmentGoalFilter', {
  description: 'Conditions on Sustainable Development Goals; all of them must hold.',
})
export class SustainableDevelopmentGoalFilter {
  @Field(() => IntFilter, { nullable: true, description: 'By number, from 1 to 17.' })
  code?: IntFilter;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a theme of this graph is mapped to the goal.',
  })
  hasTheme?: boolean;
  @Field(() => [SustainableDevelopmentGoalFilter], { nullable: true, description: 'All of these.' })
  and?: SustainableDevelopmentGoalFilter[];
  @Field(() => [SustainableDevelopmentGoalFilter], { nullable: true, description: 'At least one of these.' })
  or?: SustainableDevelopmentGoalFilter[];
  @Field(() => SustainableDevelopmentGoalFilter, { nullable: true, description: 'None of this.' })
  not?: SustainableDevelopmentGoalFilter;
}

const SustainableDevelopmentGoalOrder = orderInputOf<`${SustainableDevelopmentGoalOrderField}`>(
  SustainableDevelopmentGoalOrderField,
  'SustainableDevelopmentGoalOrder',
  'Sustainable Development Goals',
);
@ArgsType()
export class SustainableDevelopmentGoalsArgs extends listArgsOf(
  SustainableDevelopmentGoalFilter,
  SustainableDevelopmentGoalOrder,
) {}
