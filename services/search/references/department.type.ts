import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Department', {
  description: 'A département (département).',
  simpleResolvers: true,
})
@Directive('@key(fields: "code")')
export class Department {
  @Field(() => ID, {
    description: 'Two or three characters, such as `69`, `2A` or `974` (code INSEE de département).',
  })
  code!: string;
}
