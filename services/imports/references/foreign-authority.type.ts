import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('ForeignAuthority', {
  description: 'A local authority abroad (autorité locale étrangère).',
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class ForeignAuthority {
  @Field(() => ID, { description: 'Opaque and stable; `node(id)` finds the object again.' })
  id!: string;
}
