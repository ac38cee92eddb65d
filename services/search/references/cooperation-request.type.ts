import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('CooperationRequest', {
  description: 'A need for which a foreign authority seeks a French partner (demande de coopération).',
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class CooperationRequest {
  @Field(() => ID, { description: 'Opaque and stable; `node(id)` finds the object again.' })
  id!: string;
}
