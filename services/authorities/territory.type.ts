import { Provenance, ProvenanceField } from '#kernel';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Region', {
  description: 'One of the eighteen régions, as a territory; its council is an authority (région).',
  simpleResolvers: true,
})
@Directive('@key(fields: "code")')
export class Region {
  @Field(() => ID, { description: 'Two digits, such as `84` (code INSEE de région).' })
  code!: string;
  @Field(() => String, { description: 'Its name (nom).' })
  name!: string;
  @ProvenanceField()
  provenance!: Provenance;
}

@ObjectType('Department', {
  description:
    'One of the 101 départements, as a territory; the council that holds its powers is an authority (département).',
  simpleResolvers: true,
})
@Directive('@key(fields: "code")')
export class Department {
  @Field(() => ID, {
    description: 'Two or three characters, such as `69`, `2A` or `974` (code INSEE de département).',
  })
  code!: string;
  @Field(() => String, { description: 'Its name (nom).' })
  name!: string;
  @ProvenanceField()
  provenance!: Provenance;
}
