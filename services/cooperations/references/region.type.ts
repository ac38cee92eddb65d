import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Region', {
  description: 'A région (région).',
  simpleResolvers: true,
})
@Directive('@key(fields: "code")')
export class Region {
  @Field(() => ID, { description: 'Two digits, such as `84` (code INSEE de région).' })
  code!: string;
}
