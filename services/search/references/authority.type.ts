import { AuthorityKind } from '#vocabulary';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

/**
 * Fields of authorities that search itself can answer: where `@provides` names them, a plain list queries search alone.
 * No key but `id`: the planner would look authorities up by it, and closed ones share their codes with open ones.
 */
@ObjectType('Authority', {
  description: 'A French local authority (collectivité).',
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class Authority {
  @Field(() => ID, { description: 'Opaque and stable; `node(id)` finds the object again.' })
  id!: string;
  @Directive('@external')
  @Field(() => AuthorityKind, { description: 'What kind of authority it is (nature).' })
  kind!: AuthorityKind;
  @Directive('@external')
  @Field(() => String, { description: 'Its name (nom).' })
  name!: string;
  @Directive('@external')
  @Field(() => Int, { nullable: true, description: 'Inhabitants (population).' })
  population!: number | null;
}
