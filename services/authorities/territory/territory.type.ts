import { Node, Provenance, ProvenanceField } from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType('Region', {
  description: 'One of the eighteen régions, as a territory; its council is an authority (région).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class Region extends Node {
  @Field(() => ID, { description: 'Two digits, such as `84` (code INSEE de région).' })
  code!: string;
  @Field(() => String, { description: 'Its name (nom).' })
  name!: string;
  @Field(() => Int, {
    nullable: true,
    description:
      'Inhabitants, the sum of its communes: the same number as that of its authority; null where no source counts them (population).',
  })
  population!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Reference year of the population; null where the source gives none (année de référence).',
  })
  populationYear!: number | null;
  @ProvenanceField()
  provenance!: Provenance;
}

@ObjectType('Department', {
  description:
    'One of the 101 départements, as a territory; the council that holds its powers is an authority (département).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class Department extends Node {
  @Field(() => ID, {
    description: 'Two or three characters, such as `69`, `2A` or `974` (code INSEE de département).',
  })
  code!: string;
  @Field(() => String, { description: 'Its name (nom).' })
  name!: string;
  @ProvenanceField()
  provenance!: Provenance;
}

export const RegionConnection = connectionOf(Region, 'Region', 'régions');
export const DepartmentConnection = connectionOf(Department, 'Department', 'départements');
