import { AuthorityKind } from '#vocabulary';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

/**
 * What a search knows of the authorities that it finds: `@provides` says where, so that a plain list asks search alone.
 * Never a key of theirs but `id`: the planner would find them again by it, and closed ones share their codes.
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
