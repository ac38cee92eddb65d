import { LabelField, LabelLanguageField, Node, Provenance, ProvenanceField } from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { CountryCodeScalar, DateScalar } from '#kernel/values';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';

export enum WorldRegion {
  AFRICA = 'AFRICA',
  AMERICAS = 'AMERICAS',
  ASIA = 'ASIA',
  EUROPE = 'EUROPE',
  OCEANIA = 'OCEANIA',
}
registerEnumType(WorldRegion, {
  name: 'WorldRegion',
  description: 'A region of the world, after the United Nations M49 standard (région du monde).',
  valuesConfig: {
    AFRICA: { description: 'Africa (Afrique).' },
    AMERICAS: { description: 'The Americas (Amériques).' },
    ASIA: { description: 'Asia (Asie).' },
    EUROPE: { description: 'Europe.' },
    OCEANIA: { description: 'Oceania (Océanie).' },
  },
});

export enum WorldSubRegion {
  AUSTRALIA_AND_NEW_ZEALAND = 'AUSTRALIA_AND_NEW_ZEALAND',
  CARIBBEAN = 'CARIBBEAN',
  CENTRAL_AMERICA = 'CENTRAL_AMERICA',
  CENTRAL_ASIA = 'CENTRAL_ASIA',
  EASTERN_AFRICA = 'EASTERN_AFRICA',
  EASTERN_ASIA = 'EASTERN_ASIA',
  EASTERN_EUROPE = 'EASTERN_EUROPE',
  MELANESIA = 'MELANESIA',
  MICRONESIA = 'MICRONESIA',
  MIDDLE_AFRICA = 'MIDDLE_AFRICA',
  NORTHERN_AFRICA = 'NORTHERN_AFRICA',
  NORTHERN_AMERICA = 'NORTHERN_AMERICA',
  NORTHERN_EUROPE = 'NORTHERN_EUROPE',
  POLYNESIA = 'POLYNESIA',
  SOUTH_AMERICA = 'SOUTH_AMERICA',
  SOUTH_EASTERN_ASIA = 'SOUTH_EASTERN_ASIA',
  SOUTHERN_AFRICA = 'SOUTHERN_AFRICA',
  SOUTHERN_ASIA = 'SOUTHERN_ASIA',
  SOUTHERN_EUROPE = 'SOUTHERN_EUROPE',
  WESTERN_AFRICA = 'WESTERN_AFRICA',
  WESTERN_ASIA = 'WESTERN_ASIA',
  WESTERN_EUROPE = 'WESTERN_EUROPE',
}
registerEnumType(WorldSubRegion, {
  name: 'WorldSubRegion',
  description: 'A part of a region of the world, after the United Nations M49 standard (sous-région).',
  valuesConfig: {
    AUSTRALIA_AND_NEW_ZEALAND: { description: 'Australia and New Zealand (Australie et Nouvelle-Zélande).' },
    CARIBBEAN: { description: 'The Caribbean (Caraïbes).' },
    CENTRAL_AMERICA: { description: 'Central America (Amérique centrale).' },
    CENTRAL_ASIA: { description: 'Central Asia (Asie centrale).' },
    EASTERN_AFRICA: { description: 'Eastern Africa (Afrique orientale).' },
    EASTERN_ASIA: { description: 'Eastern Asia (Asie orientale).' },
    EASTERN_EUROPE: { description: 'Eastern Europe (Europe orientale).' },
    MELANESIA: { description: 'Melanesia (Mélanésie).' },
    MICRONESIA: { description: 'Micronesia (Micronésie).' },
    MIDDLE_AFRICA: { description: 'Middle Africa (Afrique centrale).' },
    NORTHERN_AFRICA: { description: 'Northern Africa (Afrique septentrionale).' },
    NORTHERN_AMERICA: { description: 'Northern America (Amérique septentrionale).' },
    NORTHERN_EUROPE: { description: 'Northern Europe (Europe septentrionale).' },
    POLYNESIA: { description: 'Polynesia (Polynésie).' },
    SOUTH_AMERICA: { description: 'South America (Amérique du Sud).' },
    SOUTH_EASTERN_ASIA: { description: 'South-eastern Asia (Asie du Sud-Est).' },
    SOUTHERN_AFRICA: { description: 'Southern Africa (Afrique australe).' },
    SOUTHERN_ASIA: { description: 'Southern Asia (Asie du Sud).' },
    SOUTHERN_EUROPE: { description: 'Southern Europe (Europe méridionale).' },
    WESTERN_AFRICA: { description: 'Western Africa (Afrique occidentale).' },
    WESTERN_ASIA: { description: 'Western Asia (Asie occidentale).' },
    WESTERN_EUROPE: { description: 'Western Europe (Europe occidentale).' },
  },
});

@ObjectType('Country', {
  description: 'A country or territory of ISO 3166-1 (pays).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class Country extends Node {
  @Field(() => CountryCodeScalar, { description: 'ISO 3166-1 alpha-2, such as `BJ`.' })
  code!: string;
  @Field(() => String, { description: 'ISO 3166-1 alpha-3, such as `BEN`.' })
  alpha3!: string;
  @Field(() => String, { description: 'ISO 3166-1 numeric: three digits, such as `204`.' })
  numericCode!: string;
  @LabelField('name', 'Its usual name (nom).')
  name!: string;
  @LabelLanguageField('name')
  language!: string;
  @Field(() => [String], { description: 'Other names that sources use, in French or English (autres noms).' })
  aliases!: string[];
  @Field(() => WorldRegion, {
    nullable: true,
    description: 'Its region of the world; null for Antarctica and Taiwan, which M49 does not place.',
  })
  region!: WorldRegion | null;
  @Field(() => WorldSubRegion, {
    nullable: true,
    description: 'Its part of that region; null for Antarctica and Taiwan, which M49 does not place.',
  })
  subRegion!: WorldSubRegion | null;
  @Field(() => Boolean, {
    description: 'Whether the United Nations list it as least developed (pays moins avancé, PMA).',
  })
  isLeastDeveloped!: boolean;
  @Field(() => DateScalar, { description: 'The day of that list: countries join and leave it.' })
  leastDevelopedAsOf!: string;
  @ProvenanceField()
  provenance!: Provenance;
}

export const CountryConnection = connectionOf(Country, 'Country', 'countries (pays)');
