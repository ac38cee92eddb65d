import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('NameAmbiguity', {
  description: 'A name that is easy to get wrong (nom ambigu).',
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class NameAmbiguity {
  @Field(() => ID, { description: 'Opaque and stable; `node(id)` finds the object again.' })
  id!: string;
}
