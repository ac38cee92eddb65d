import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Theme', {
  description: 'A theme (thématique).',
  simpleResolvers: true,
})
@Directive('@key(fields: "code")')
export class Theme {
  @Field(() => ID, { description: 'Its code, such as `ENV-WATER`.' })
  code!: string;
}
