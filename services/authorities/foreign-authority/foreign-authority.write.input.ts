import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput, MutationPayload } from '#kernel/mutations';
import { CountryCodeScalar, ForeignAuthorityKind, SourceInput } from '#vocabulary';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ForeignAuthorityCandidate } from './foreign-authority-candidate.type.js';
import { ForeignAuthority } from './foreign-authority.type.js';

export const SUBDIVISION =
  'The part of its country in which it lies, by ISO 3166-2 such as `BJ-BO` (subdivision).';
export const LATITUDE = 'Degrees north, WGS 84, from -90 to 90; with the longitude (latitude).';
export const LONGITUDE = 'Degrees east, WGS 84, from -180 to 180; with the latitude (longitude).';
export const WIKIDATA =
  'Its item of Wikidata, such as `Q3777`; each is of one authority (identifiant Wikidata).';
export const NATIONAL_ASSOCIATION =
  'The national association to which it belongs, at most 200 characters (association nationale).';
export const NOTE = 'What a reader should know, in English, at most 1,000 characters (remarque).';
export const NAMES = 'Further names, each with its language, at most 50; they join `names` (autres noms).';
const SOURCE =
  'Where this was read, when it was not known first-hand: it joins the sources of the authority (source).';

@InputType('ForeignAuthorityNameInput', { description: 'A name in a language (nom dans une langue).' })
export class ForeignAuthorityNameInput {
  @Field(() => String, { description: 'The name, at most 200 characters (nom).' })
  name!: string;
  @Field(() => String, { description: 'Its language, by ISO 639-1 such as `en` (langue).' })
  language!: string;
}

@InputType('ForeignAuthorityCreateInput', {
  description: 'A local authority abroad to be entered (autorité locale étrangère).',
})
export class ForeignAuthorityCreateInput extends MutationInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'Id of the French authority for which an editor enters it; absent: the first of the grant. Others need none (collectivité).',
  })
  authorityId?: string | null;
  @Field(() => String, { description: 'Its name, at most 200 characters (nom).' })
  name!: string;
  @Field(() => String, { description: 'Language of the name, by ISO 639-1 such as `fr` (langue du nom).' })
  nameLanguage!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Its name in its own language and script, where it is another (nom local).',
  })
  localName?: string | null;
  @Field(() => [ForeignAuthorityNameInput], { nullable: true, description: NAMES })
  names?: ForeignAuthorityNameInput[] | null;
  @Field(() => ForeignAuthorityKind, { description: 'What kind of authority it is (nature).' })
  kind!: `${ForeignAuthorityKind}`;
  @Field(() => CountryCodeScalar, { description: 'Its country, another than France (pays).' })
  country!: string;
  @Field(() => String, { nullable: true, description: SUBDIVISION })
  subdivisionCode?: string | null;
  @Field(() => Float, { nullable: true, description: LATITUDE })
  latitude?: number | null;
  @Field(() => Float, { nullable: true, description: LONGITUDE })
  longitude?: number | null;
  @Field(() => String, { nullable: true, description: WIKIDATA })
  wikidataId?: string | null;
  @Field(() => String, { nullable: true, description: NATIONAL_ASSOCIATION })
  nationalAssociation?: string | null;
  @Field(() => String, { nullable: true, description: NOTE })
  note?: string | null;
  @Field(() => SourceInput, { nullable: true, description: SOURCE })
  source?: SourceInput | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Enters it although an authority that is known may be the same, as `POSSIBLE_DUPLICATE` said (créer malgré tout).',
  })
  createAnyway!: boolean;
}

@ObjectType('ForeignAuthorityCreatePayload', { description: 'What became of it.', simpleResolvers: true })
export class ForeignAuthorityCreatePayload extends MutationPayload {
  @Field(() => ForeignAuthority, {
    nullable: true,
    description: 'The authority; null when it was not entered (autorité locale étrangère).',
  })
  foreignAuthority!: ForeignAuthority | null;
  @Field(() => [ForeignAuthorityCandidate], {
    description: 'Those that may be the same, when that is why it was not entered (candidates).',
  })
  candidates!: ForeignAuthorityCandidate[];
}

@InputType('ForeignAuthorityEditInput', {
  description:
    'Changes of a foreign authority: what is absent stays, null clears. Its country does not change: enter it in the right one, and merge the wrong entry into it (modification).',
})
export class ForeignAuthorityEditInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => String, { nullable: true, description: 'Its name, at most 200 characters (nom).' })
  name?: string | null;
  @Field(() => String, { nullable: true, description: 'Language of the name, by ISO 639-1 (langue du nom).' })
  nameLanguage?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Its name in its own language and script (nom local).',
  })
  localName?: string | null;
  @Field(() => [ForeignAuthorityNameInput], {
    nullable: true,
    description: `All that people entered, in place of those of before. ${NAMES}`,
  })
  names?: ForeignAuthorityNameInput[] | null;
  @Field(() => ForeignAuthorityKind, {
    nullable: true,
    description: 'What kind of authority it is (nature).',
  })
  kind?: `${ForeignAuthorityKind}` | null;
  @Field(() => String, { nullable: true, description: SUBDIVISION })
  subdivisionCode?: string | null;
  @Field(() => Float, { nullable: true, description: LATITUDE })
  latitude?: number | null;
  @Field(() => Float, { nullable: true, description: LONGITUDE })
  longitude?: number | null;
  @Field(() => String, { nullable: true, description: WIKIDATA })
  wikidataId?: string | null;
  @Field(() => String, { nullable: true, description: NATIONAL_ASSOCIATION })
  nationalAssociation?: string | null;
  @Field(() => String, { nullable: true, description: NOTE })
  note?: string | null;
  @Field(() => SourceInput, { nullable: true, description: SOURCE })
  source?: SourceInput | null;
}

@ObjectType('ForeignAuthorityEditPayload', { description: 'What became of it.', simpleResolvers: true })
export class ForeignAuthorityEditPayload extends MutationPayload {
  @Field(() => ForeignAuthority, {
    nullable: true,
    description: 'The authority; null when nothing was changed (autorité locale étrangère).',
  })
  foreignAuthority!: ForeignAuthority | null;
}

@InputType('ForeignAuthorityMergeInput', {
  description: 'Two entries that are of one authority (fusion de fiches).',
})
export class ForeignAuthorityMergeInput extends MutationInput {
  @Field(() => ID, { description: 'Id of the entry that is closed, and leads to the other from then on.' })
  closedId!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  closedVersion!: number;
  @Field(() => ID, { description: 'Id of the entry that stands for both, in the same country.' })
  survivorId!: string;
  @Field(() => Int, { description: `Of the entry that stands. ${VERSION_DESCRIPTION}` })
  survivorVersion!: number;
}

@ObjectType('ForeignAuthorityMergePayload', { description: 'What became of it.', simpleResolvers: true })
export class ForeignAuthorityMergePayload extends MutationPayload {
  @Field(() => ForeignAuthority, {
    nullable: true,
    description:
      'The authority that stands for both; null when nothing was done (autorité locale étrangère).',
  })
  foreignAuthority!: ForeignAuthority | null;
}
