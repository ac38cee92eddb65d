import { CountryCodeScalar, ForeignAuthorityKind } from '#vocabulary';
import { ArgsType, Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { ForeignAuthority } from './foreign-authority.type.js';

export enum ForeignAuthorityCandidateReason {
  SAME_WIKIDATA_ID = 'SAME_WIKIDATA_ID',
  SAME_NAME = 'SAME_NAME',
  NEAR_NAME = 'NEAR_NAME',
  NEAR_PLACE = 'NEAR_PLACE',
  SAME_NAME_IN_OTHER_COUNTRY = 'SAME_NAME_IN_OTHER_COUNTRY',
}
registerEnumType(ForeignAuthorityCandidateReason, {
  name: 'ForeignAuthorityCandidateReason',
  description: 'Why an authority that is known may be the one that is meant (motif de rapprochement).',
  valuesConfig: {
    SAME_WIKIDATA_ID: { description: 'It has the same item of Wikidata (même identifiant Wikidata).' },
    SAME_NAME: {
      description: 'One of its names is the same, whatever the accents and the word for its kind (même nom).',
    },
    NEAR_NAME: {
      description:
        'One of its names differs by a letter or two, by the way to write a sound, or by words at its end (nom proche).',
    },
    NEAR_PLACE: { description: 'It is of the same kind and lies within 3 km (lieu proche).' },
    SAME_NAME_IN_OTHER_COUNTRY: {
      description:
        'It has the same name in another country: the country may be wrong (même nom dans un autre pays).',
    },
  },
});

@ObjectType('ForeignAuthorityCandidate', {
  description: 'A foreign authority that is known and may be the one that is meant (candidate).',
  simpleResolvers: true,
})
export class ForeignAuthorityCandidate {
  @Field(() => ForeignAuthority, { description: 'The authority (autorité locale étrangère).' })
  foreignAuthority!: ForeignAuthority;
  @Field(() => [ForeignAuthorityCandidateReason], {
    description: 'Why, the strongest reason first (motifs).',
  })
  reasons!: `${ForeignAuthorityCandidateReason}`[];
  @Field(() => String, {
    nullable: true,
    description: 'That of its names which is alike; null when none is (nom).',
  })
  name!: string | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Kilometres between the two places; null when one of them is not known (distance).',
  })
  distanceKm!: number | null;
}

@ArgsType()
export class ForeignAuthorityCandidatesArgs {
  @Field(() => String, { description: 'The name, in any language or spelling (nom).' })
  name!: string;
  @Field(() => CountryCodeScalar, { description: 'The country (pays).' })
  country!: string;
  @Field(() => ForeignAuthorityKind, {
    nullable: true,
    description: 'What kind of authority it is (nature).',
  })
  kind?: `${ForeignAuthorityKind}` | null;
  @Field(() => Float, { nullable: true, description: 'Degrees north, with the longitude (latitude).' })
  latitude?: number | null;
  @Field(() => Float, { nullable: true, description: 'Degrees east, with the latitude (longitude).' })
  longitude?: number | null;
  @Field(() => String, { nullable: true, description: 'The item of Wikidata, such as `Q3777`.' })
  wikidataId?: string | null;
}
