import { Source } from '#kernel/graphql';
import { DateTimeScalar, PartialDateScalar } from '#kernel/values';
import { PartnershipKind, PartnershipStatus } from '#vocabulary';
import { Field, ID, ObjectType } from 'type-graphql';
import { PartnershipAmount, PartnershipDocument } from '../partnership/partnership-parts.type.js';

@ObjectType('PartnershipStated', {
  description:
    'What one source says of a partnership, unchanged; null and empty: it does not say (contenu d’une déclaration).',
  simpleResolvers: true,
})
export class PartnershipStated {
  @Field(() => PartnershipKind, { nullable: true, description: 'What kind of tie it is (nature).' })
  kind!: PartnershipKind | null;
  @Field(() => String, { nullable: true, description: 'Its French title (intitulé).' })
  titleFr!: string | null;
  @Field(() => String, { nullable: true, description: 'Its English title (intitulé anglais).' })
  titleEn!: string | null;
  @Field(() => [ID], { description: 'Ids of the French partners (collectivités françaises).' })
  frenchAuthorityIds!: string[];
  @Field(() => [ID], { description: 'Ids of the foreign partners (autorités locales étrangères).' })
  foreignAuthorityIds!: string[];
  @Field(() => [ID], { description: 'Codes of its themes (thématiques).' })
  themeCodes!: string[];
  @Field(() => String, {
    nullable: true,
    description: 'Its purpose code of the OECD (code-objet du CAD).',
  })
  dacSectorCode!: string | null;
  @Field(() => PartialDateScalar, { nullable: true, description: 'Its start (début).' })
  start!: string | null;
  @Field(() => PartialDateScalar, { nullable: true, description: 'Its signature (signature).' })
  signed!: string | null;
  @Field(() => PartialDateScalar, { nullable: true, description: 'Its end (fin).' })
  end!: string | null;
  @Field(() => PartnershipStatus, { nullable: true, description: 'Its status (statut).' })
  status!: PartnershipStatus | null;
  @Field(() => [PartnershipAmount], { description: 'Amounts that are paid for it (montants).' })
  amounts!: PartnershipAmount[];
  @Field(() => [PartnershipDocument], { description: 'Documents about it (documents).' })
  documents!: PartnershipDocument[];
  @Field(() => String, { nullable: true, description: 'A remark (remarque).' })
  note!: string | null;
}

@ObjectType('PartnershipStatement', {
  description:
    'What one source, entered here with its key, says of a partnership; sources of the data set are in `provenance` (déclaration).',
  simpleResolvers: true,
})
export class PartnershipStatement {
  @Field(() => ID, { description: 'Its id (identifiant).' })
  id!: string;
  @Field(() => Source, { description: 'Where it was read (source).' })
  source!: Source;
  @Field(() => String, { description: 'Stable key of the source (clé de la source).' })
  sourceKey!: string;
  @Field(() => String, { description: 'Its key in the source (clé dans la source).' })
  externalId!: string;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'The date of what it says; the day on which it was entered where the source gives none (date de l’information).',
  })
  asOf!: string | null;
  @Field(() => String, {
    description: 'The party that entered it, such as `an administrator`; never a person (saisie par).',
  })
  party!: string;
  @Field(() => DateTimeScalar, { description: 'When it was entered, or last updated (date de saisie).' })
  recordedAt!: Date;
  @Field(() => PartnershipStated, { description: 'What it says (contenu).' })
  stated!: PartnershipStated;
}
