import { ForeignAuthorityKind, explainedConnectionOf } from '#vocabulary';
import { Node, Provenance, ProvenanceField } from '#kernel/graphql';
import { versionField } from '#kernel/errors';
import { DateTimeScalar } from '#kernel/values';
import { Directive, Field, ObjectType } from 'type-graphql';

@ObjectType('ForeignAuthority', {
  description:
    'A local authority abroad that is or seeks a partner of French ones (autorité locale étrangère).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class ForeignAuthority extends Node {
  @Field(() => String, {
    description:
      'Its name in the first of its sources: in French where a French source names it, else in the language that `nameLanguage` gives (nom).',
  })
  name!: string;
  @Field(() => String, {
    description:
      'Language of `name`, by ISO 639-1: `en` for names that only an international data set gives (langue du nom).',
  })
  nameLanguage!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Its name in its own language; null when not known or the same (nom local).',
  })
  localName!: string | null;
  @Field(() => [String], { description: 'Other names and spellings (autres noms).' })
  aliases!: string[];
  @Field(() => ForeignAuthorityKind, { description: 'What kind of authority it is (nature).' })
  kind!: ForeignAuthorityKind;
  @Field(() => String, {
    nullable: true,
    description:
      'The part of the country in which it lies, by ISO 3166-2, such as `BF-03`; null where it is not certain (subdivision).',
  })
  subdivisionCode!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Its item of Wikidata, such as `Q3777`; null when not known (identifiant Wikidata).',
  })
  wikidataId!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The national association to which it belongs; null when not known (association nationale).',
  })
  nationalAssociation!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'What a reader should know of the row; mostly null (remarque).',
  })
  note!: string | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When the import that had entered it was taken back; lists and search leave it out then, and what refers to it still leads here. Null: it stands (retrait).',
  })
  withdrawnAt!: Date | null;
  @ProvenanceField()
  provenance!: Provenance;
  @versionField()
  version!: number;
}

export const ForeignAuthorityConnection = explainedConnectionOf(
  ForeignAuthority,
  'ForeignAuthority',
  'foreign authorities (autorités locales étrangères)',
);
