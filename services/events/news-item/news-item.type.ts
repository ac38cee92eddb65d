import { explainedConnectionOf } from '#vocabulary';
import { versionField } from '#kernel/errors';
import { LabelField, LabelLanguageField, Node, Provenance, ProvenanceField } from '#kernel/graphql';
import { DateTimeScalar, PartialDateScalar, UrlScalar } from '#kernel/values';
import { Directive, Field, ObjectType } from 'type-graphql';

@ObjectType('AttachedDocument', {
  description: 'A document to which a news item links (document joint).',
  simpleResolvers: true,
})
export class AttachedDocument {
  @Field(() => String, { description: 'Its title, in its own language (titre).' })
  title!: string;
  @Field(() => UrlScalar, {
    nullable: true,
    description:
      'Its address (adresse); null when the page offers it for download at an address not known here.',
  })
  url!: string | null;
}

@ObjectType('NewsItem', {
  description: 'A news item about decentralised cooperation (actualité).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class NewsItem extends Node {
  @LabelField('title', 'Its title (titre).')
  title!: string;
  @LabelLanguageField('title')
  language!: string;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'When it was published; null when the page shows no date: see `provenance.asOf` (date de publication).',
  })
  publishedOn!: string | null;
  @LabelField('body', 'A summary by the editors of this graph (résumé).', { nullable: true })
  body!: string | null;
  @Field(() => UrlScalar, { description: 'The page on which it was read (adresse).' })
  url!: string;
  @Field(() => [AttachedDocument], { description: 'Documents to which it links (documents joints).' })
  documents!: AttachedDocument[];
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

export const NewsItemConnection = explainedConnectionOf(NewsItem, 'NewsItem', 'news items (actualités)');
