import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Partnership', {
  description: 'A partnership of French and foreign authorities (partenariat).',
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class Partnership {
  @Field(() => ID, { description: 'Opaque and stable; `node(id)` finds the object again.' })
  id!: string;
}
