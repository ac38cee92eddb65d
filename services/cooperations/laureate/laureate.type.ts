import { explainedConnectionOf } from '#vocabulary';
import { versionField } from '#kernel/errors';
import { LabelField, LabelLanguageField, Node, Provenance, ProvenanceField } from '#kernel/graphql';
import { DateTimeScalar } from '#kernel/values';
import { Directive, Field, Int, ObjectType } from 'type-graphql';

@ObjectType('Laureate', {
  description:
    'A project that a call retained and that a source names (lauréat). Most laureates are known only by their number.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class Laureate extends Node {
  @Field(() => String, {
    nullable: true,
    description: 'The call as the source names it (intitulé de l’appel), even where `call` is null.',
  })
  callName!: string | null;
  @Field(() => Int, { description: 'The year of the award (année).' })
  year!: number;
  @LabelField('title', 'Its title (intitulé du projet); null when the source gives none.', { nullable: true })
  title!: string | null;
  @LabelLanguageField('title', { nullable: true })
  language!: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Grant in euros (montant); null when not published.',
  })
  amountEur!: number | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was withdrawn from all lists (retrait); null when it was not.',
  })
  withdrawnAt!: Date | null;
  @versionField()
  version!: number;
  @Field(() => String, { nullable: true, description: 'A remark on what the source says, in English.' })
  note!: string | null;
  @ProvenanceField()
  provenance!: Provenance;
}

export const LaureateConnection = explainedConnectionOf(Laureate, 'Laureate', 'laureates (lauréats)');
