import { Node, Provenance, ProvenanceField } from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { Directive, Field, ObjectType } from 'type-graphql';

@ObjectType('NameAmbiguity', {
  description:
    'A mention in some source that several authorities could be meant by, and what was decided (homonymie).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class NameAmbiguity extends Node {
  @Field(() => String, { description: 'The mention, as the source has it (mention).' })
  mention!: string;
  @Field(() => String, { description: 'Why it is easy to get wrong, or why one was chosen (motif).' })
  why!: string;
  @ProvenanceField()
  provenance!: Provenance;
}

export const NameAmbiguityConnection = connectionOf(
  NameAmbiguity,
  'NameAmbiguity',
  'ambiguous names (homonymies)',
);
