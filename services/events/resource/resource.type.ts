import { explainedConnectionOf } from '#vocabulary';
import { versionField } from '#kernel/errors';
import { LabelField, LabelLanguageField, Node, Provenance, ProvenanceField } from '#kernel/graphql';
import { DateTimeScalar, PartialDateScalar, UrlScalar } from '#kernel/values';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';

export enum ResourceKind {
  TEXT = 'TEXT',
  PHOTO = 'PHOTO',
  AUDIO = 'AUDIO',
  VIDEO = 'VIDEO',
}
registerEnumType(ResourceKind, {
  name: 'ResourceKind',
  description: 'The form of a resource.',
  valuesConfig: {
    TEXT: { description: 'A text or a page (texte).' },
    PHOTO: { description: 'A photograph (photo).' },
    AUDIO: { description: 'A sound recording (son).' },
    VIDEO: { description: 'A film (vidéo).' },
  },
});

@ObjectType('Resource', {
  description: 'A text, photograph, recording or film about decentralised cooperation (ressource).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class Resource extends Node {
  @Field(() => ResourceKind, { description: 'Its form (type).' })
  kind!: ResourceKind;
  @LabelField('title', 'Its title (titre).')
  title!: string;
  @LabelLanguageField('title')
  language!: string;
  @Field(() => String, {
    description: 'The language of the resource itself (ISO 639-1), such as `fr` (langue de la ressource).',
  })
  contentLanguage!: string;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'When it was published or made (date); null when not stated.',
  })
  date!: string | null;
  @Field(() => UrlScalar, { description: 'Its address (adresse).' })
  url!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'The licence under which it may be reused; null when none is stated, which gives no permission (licence).',
  })
  licence!: string | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was withdrawn from all lists (retrait); null when it was not.',
  })
  withdrawnAt!: Date | null;
  @versionField()
  version!: number;
  @Field(() => String, { nullable: true, description: 'A remark of the editors of this graph, in English.' })
  note!: string | null;
  @ProvenanceField()
  provenance!: Provenance;
}

export const ResourceConnection = explainedConnectionOf(Resource, 'Resource', 'resources (ressources)');
