import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('CountryGroup', {
  description: 'A country group (groupe-pays).',
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class CountryGroup {
  @Field(() => ID, { description: 'Opaque and stable; `node(id)` finds the object again.' })
  id!: string;
}
