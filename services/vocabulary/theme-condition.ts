import { Field, ID, InputType } from 'type-graphql';

/** Condition on a theme, with or without its descendants. */
@InputType('ThemeCondition', { description: 'A theme (thème) and, by default, its descendants.' })
export class ThemeCondition {
  @Field(() => ID, { description: 'Code of the theme, such as `ENV-WATER`.' })
  code!: string;
  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether the descendants of the theme match too.',
  })
  descendants!: boolean;
}
