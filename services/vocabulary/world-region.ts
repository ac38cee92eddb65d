import { enumFilterOf } from '#kernel/lists';
import { registerEnumType } from 'type-graphql';

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

export const WorldRegionFilter = enumFilterOf(WorldRegion, 'WorldRegionFilter', 'region of the world');
export const WorldSubRegionFilter = enumFilterOf(
  WorldSubRegion,
  'WorldSubRegionFilter',
  'part of a region of the world',
);
