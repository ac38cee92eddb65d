import { versionField } from '#kernel/errors';
import { Node, Provenance, ProvenanceField } from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { PartialDateScalar } from '#kernel/values';
import { AuthorityKind, InseeCodeScalar, PostalCodeScalar, SirenScalar } from '#vocabulary';
import { Directive, Field, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum AuthorityAliasKind {
  PREDECESSOR = 'PREDECESSOR',
  FORMER_NAME = 'FORMER_NAME',
  SHORT_NAME = 'SHORT_NAME',
  SPELLING = 'SPELLING',
  OTHER_NAME = 'OTHER_NAME',
}
registerEnumType(AuthorityAliasKind, {
  name: 'AuthorityAliasKind',
  description: 'Why another name leads to an authority (nature de l’alias).',
  valuesConfig: {
    PREDECESSOR: { description: 'Name of a body that it replaced or absorbed (prédécesseur).' },
    FORMER_NAME: { description: 'Name that it had before (ancien nom).' },
    SHORT_NAME: { description: 'Short name or acronym (nom court, sigle).' },
    SPELLING: { description: 'Another spelling, as some source has it (graphie).' },
    OTHER_NAME: { description: 'Another name in use, in French or in English (autre nom).' },
  },
});

export enum AuthorityCodeKind {
  FORMER_COMMUNE = 'FORMER_COMMUNE',
  DELEGATED_COMMUNE = 'DELEGATED_COMMUNE',
  ASSOCIATED_COMMUNE = 'ASSOCIATED_COMMUNE',
  MUNICIPAL_DISTRICT = 'MUNICIPAL_DISTRICT',
  DEPARTMENT = 'DEPARTMENT',
}
registerEnumType(AuthorityCodeKind, {
  name: 'AuthorityCodeKind',
  description: 'What a code other than the authority’s own stands for (nature du code).',
  valuesConfig: {
    FORMER_COMMUNE: {
      description: 'A commune that merged into it, or a code that it had before (ancien code de commune).',
    },
    DELEGATED_COMMUNE: { description: 'A former commune that is a part of a new one (commune déléguée).' },
    ASSOCIATED_COMMUNE: {
      description: 'A former commune that is a part of another, merged before 2010 (commune associée).',
    },
    MUNICIPAL_DISTRICT: { description: 'A district of Paris, Lyon or Marseille (arrondissement municipal).' },
    DEPARTMENT: {
      description:
        'A département whose powers it holds, the three digits of an overseas collectivity, or the code of a collectivity with the powers of a département, such as `69M` (code de département).',
    },
  },
});

@ObjectType('AuthorityAlias', {
  description: 'Another name under which sources know an authority (alias).',
  simpleResolvers: true,
})
export class AuthorityAlias {
  @Field(() => String, { description: 'The other name (autre nom).' })
  name!: string;
  @Field(() => AuthorityAliasKind, { description: 'Why it leads to the authority.' })
  kind!: AuthorityAliasKind;
  @ProvenanceField()
  provenance!: Provenance;
}

@ObjectType('AuthorityCode', {
  description:
    'A code of the official geographic code that leads to an authority without being its own (ancien code INSEE).',
  simpleResolvers: true,
})
export class AuthorityCode {
  @Field(() => InseeCodeScalar, { description: 'The code (code INSEE).' })
  code!: string;
  @Field(() => AuthorityCodeKind, { description: 'What it stands for.' })
  kind!: AuthorityCodeKind;
  @Field(() => String, {
    nullable: true,
    description: 'The name that goes with it; null when the source gives the code alone.',
  })
  name!: string | null;
  @ProvenanceField()
  provenance!: Provenance;
}

@ObjectType('Authority', {
  description:
    'A French local authority: commune, intermunicipal body, département, région or collectivity with a status of its own (collectivité territoriale); or a body that authorities have made, a joint syndicate or an association (organisme de regroupement).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "siren")')
@Directive('@key(fields: "inseeCode")')
export class Authority extends Node {
  @Field(() => AuthorityKind, { description: 'What kind of authority it is (nature).' })
  kind!: AuthorityKind;
  @Field(() => String, {
    description:
      'Its name in the official geographic code or in the list of intermunicipal bodies (nom). Not unique.',
  })
  name!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'Its name without the abbreviation of its kind, for an intermunicipal body that has one (nom court).',
  })
  shortName!: string | null;
  @Field(() => InseeCodeScalar, {
    nullable: true,
    description:
      'Its code: five characters for a commune, two or three for a département or région; null for an intermunicipal body (code INSEE). As a key, two digits mean the département.',
  })
  inseeCode!: string | null;
  @Field(() => SirenScalar, {
    nullable: true,
    description:
      'Its SIREN, unique among the authorities that exist; null where none is known (numéro SIREN).',
  })
  siren!: string | null;
  @Field(() => [PostalCodeScalar], {
    description:
      'The postal codes of a commune, in order, without those of CEDEX; empty for others (codes postaux). Communes share them.',
  })
  postalCodes!: string[];
  @Field(() => Int, {
    nullable: true,
    description: 'Inhabitants; null where no source counts them (population).',
  })
  population!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Reference year of the population; null where the source gives none (année de référence).',
  })
  populationYear!: number | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'Since when it exists as the body that it is: for a commune nouvelle, since its communes merged; null when not known (date de création).',
  })
  validFrom!: string | null;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'Its last day; null while it exists (date de fin).',
  })
  validTo!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Its item of Wikidata, such as `Q3777`; null when not known (identifiant Wikidata).',
  })
  wikidataId!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Why this graph says something else than the official geographic code; null where it says the same (remarque).',
  })
  note!: string | null;
  @versionField()
  version!: number;
  @ProvenanceField()
  provenance!: Provenance;
}

export const AuthorityConnection = connectionOf(Authority, 'Authority', 'authorities (collectivités)');
