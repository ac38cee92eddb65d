import { Field, ID, InputType } from 'type-graphql';

/** A theme, with or without what is below it. */
@InputType('ThemeCondition', { description: 'A theme and, unless told otherwise, all below it.' })
export class ThemeCondition {
  @Field(() => ID, { description: 'Code of the theme, such as `ENV-WATER`.' })
  code!: string;
  @Field(() => Boolean, { defaultValue: true, description: 'Whether the themes below it count too.' })
  descendants!: boolean;
}
