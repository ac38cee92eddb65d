import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Authority', {
  description: 'A French local authority (collectivité).',
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class Authority {
  @Field(() => ID, { description: 'Opaque and stable; `node(id)` finds the object again.' })
  id!: string;
}
