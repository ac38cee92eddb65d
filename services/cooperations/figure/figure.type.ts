import { LabelField, LabelLanguageField, Node, Provenance, ProvenanceField } from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { Directive, Field, Float, ObjectType } from 'type-graphql';

@ObjectType('FigureValue', {
  description: 'One number of a published figure, and what it counts (valeur).',
  simpleResolvers: true,
})
export class FigureValue {
  @LabelField('label', 'What it counts (libellé).')
  label!: string;
  @LabelLanguageField('label')
  language!: string;
  @Field(() => Float, { description: 'The number.' })
  value!: number;
}

@ObjectType('Figure', {
  description:
    'A figure that a source published about decentralised cooperation (chiffre publié). Figures of different sources do not agree.',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class Figure extends Node {
  @LabelField('name', 'What it is about (intitulé).')
  name!: string;
  @LabelLanguageField('name')
  language!: string;
  @Field(() => [FigureValue], { description: 'Its numbers (valeurs).' })
  values!: FigureValue[];
  @Field(() => String, { nullable: true, description: 'A remark on what the source says, in English.' })
  note!: string | null;
  @ProvenanceField()
  provenance!: Provenance;
}

export const FigureConnection = connectionOf(Figure, 'Figure', 'published figures (chiffres publiés)');
