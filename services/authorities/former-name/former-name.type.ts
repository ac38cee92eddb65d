import { Provenance, ProvenanceField } from '#kernel/graphql';
import { PartialDateScalar } from '#kernel/values';
import { InseeCodeScalar, SirenScalar } from '#vocabulary';
import { Field, ObjectType, registerEnumType } from 'type-graphql';

export enum FormerNameKind {
  FORMER_NAME = 'FORMER_NAME',
  PREDECESSOR = 'PREDECESSOR',
}
registerEnumType(FormerNameKind, {
  name: 'FormerNameKind',
  description: 'Whose name it was (titulaire de l’ancien nom).',
  valuesConfig: {
    FORMER_NAME: {
      description: 'The authority itself had this name, or this code under the same name (ancien nom).',
    },
    PREDECESSOR: {
      description:
        'A body had it that the authority replaced or absorbed: a merged commune, an intermunicipal body that was dissolved (prédécesseur).',
    },
  },
});

@ObjectType('FormerName', {
  description:
    'What an authority, or a body that it replaced or absorbed, was once called, with its code and SIREN of then (ancien nom).',
  simpleResolvers: true,
})
export class FormerName {
  @Field(() => String, { description: 'The name (nom).' })
  name!: string;
  @Field(() => FormerNameKind, { description: 'Whose name it was (titulaire).' })
  kind!: FormerNameKind;
  @Field(() => InseeCodeScalar, {
    nullable: true,
    description:
      'The INSEE code that went with it, which may be that of today; null for intermunicipal bodies (code INSEE).',
  })
  inseeCode!: string | null;
  @Field(() => SirenScalar, {
    nullable: true,
    description:
      'The SIREN that went with it, where it is not that of today; null where it is not known (numéro SIREN).',
  })
  siren!: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'Its first day; null when not known, and for names from before 1943, where the source begins (premier jour).',
  })
  validFrom!: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'Its last day; null when not known: see `lastSeen` (dernier jour).',
  })
  validTo!: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'The first year on whose 1 January the official lists have it, after they did not; null where the first day is known, and where the lists begin with it (première année).',
  })
  firstSeen!: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'The last year on whose 1 January the official lists have it: it ended before the next list, and the source does not say when. Null where the last day is known, and for what ended before 1943 (dernière année).',
  })
  lastSeen!: string | null;
  @ProvenanceField()
  provenance!: Provenance;
}
