import { Confidence, LabelField, LabelLanguageField } from '#kernel/graphql';
import { DateScalar, UrlScalar } from '#kernel/values';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Figure } from '../figure/figure.type.js';
import { Country } from '../references/country.type.js';
import { Region } from '../references/region.type.js';

@ObjectType('CoverageCount', {
  description: 'How many are known here, beside the number that a source published (couverture).',
  simpleResolvers: true,
})
export class CoverageCount {
  @Field(() => Int, { description: 'How many this graph knows (connus ici).' })
  known!: number;
  @Field(() => Float, {
    nullable: true,
    description:
      'How many exist or existed according to `figure`; null when no source counts them (nombre publié).',
  })
  published!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: '`known` divided by `published`; null when there is none (part).',
  })
  share!: number | null;
  @Field(() => Figure, {
    nullable: true,
    description: 'The published figure, with its source and date (chiffre publié).',
  })
  figure!: object | null;
}

@ObjectType('ConfidenceCoverage', {
  description: 'Partnerships that are attested equally well (partenariats par fiabilité).',
  simpleResolvers: true,
})
export class ConfidenceCoverage {
  @Field(() => Confidence, { description: 'How well they are attested (fiabilité).' })
  confidence!: Confidence;
  @Field(() => Int, { description: 'How many partnerships (nombre de partenariats).' })
  partnerships!: number;
}

@ObjectType('CountryCoverage', {
  description: 'What is known of the ties with a country (couverture par pays).',
  simpleResolvers: true,
})
export class CountryCoverage {
  @Field(() => Country, { nullable: true, description: 'The country (pays).' })
  country!: object;
  @Field(() => Int, { description: 'Partnerships with it (partenariats).' })
  partnerships!: number;
  @Field(() => Int, { description: 'Those of them that are to be confirmed (à confirmer).' })
  toConfirm!: number;
  @Field(() => Int, {
    description: 'French authorities with a partnership there, each once (collectivités françaises).',
  })
  frenchAuthorities!: number;
  @Field(() => Int, {
    description: 'Authorities there with a partnership, each once (autorités locales partenaires).',
  })
  foreignAuthorities!: number;
}

@ObjectType('RegionCoverage', {
  description: 'What is known of the ties of the authorities of a région (couverture par région).',
  simpleResolvers: true,
})
export class RegionCoverage {
  @Field(() => Region, {
    nullable: true,
    description: 'The région; null for authorities outside the régions (région).',
  })
  region!: object | null;
  @Field(() => Int, { description: 'Partnerships of its authorities (partenariats).' })
  partnerships!: number;
  @Field(() => Int, { description: 'Those of them that are to be confirmed (à confirmer).' })
  toConfirm!: number;
  @Field(() => Int, { description: 'Its authorities with a partnership, each once (collectivités).' })
  frenchAuthorities!: number;
  @Field(() => Int, { description: 'Countries of their partners, each once (pays).' })
  countries!: number;
}

@ObjectType('DatasetCoverage', {
  description: 'How much of the field this graph knows (couverture).',
})
export class DatasetCoverage {
  @Field(() => Int, {
    description: 'Partnerships of which a source gives the first year (année de début connue).',
  })
  startYearKnown!: number;
  @Field(() => Int, { description: 'Partnerships to which a source gives a theme (classés par thème).' })
  classified!: number;
  @Field(() => Int, { description: 'Partnerships with the amount that a funder granted (montant connu).' })
  amountKnown!: number;
}

@ObjectType('DatasetSource', {
  description: 'A source, and how many partnerships rest on it (source).',
  simpleResolvers: true,
})
export class DatasetSource {
  @Field(() => String, { description: 'Name of the page, document or data set (intitulé).' })
  title!: string;
  @Field(() => String, { nullable: true, description: 'Its licence, as `Source.licence` (licence).' })
  licence!: string | null;
  @Field(() => Int, { description: 'How many partnerships name it (nombre de partenariats).' })
  partnerships!: number;
}

@ObjectType('Dataset', {
  description:
    'The data that this graph ships: version, licence, sources, and how much of the field they cover (jeu de données).',
})
@Directive('@key(fields: "id")')
export class Dataset {
  @Field(() => ID, { description: 'Always `passerelle`: the graph has one data set.' })
  id!: string;
  @Field(() => String, { description: 'Its version: year and month (version).' })
  version!: string;
  @Field(() => DateScalar, { description: 'Day of the release (date de publication).' })
  releasedOn!: string;
  @Field(() => String, {
    description: 'Licence of the data set as a whole, by SPDX identifier (licence).',
  })
  licence!: string;
  @Field(() => UrlScalar, { description: 'Address of the text of the licence (texte de la licence).' })
  licenceUrl!: string;
  @LabelField('statement', 'What the licence asks and allows (conditions de réutilisation).')
  statement!: string;
  @LabelLanguageField('statement')
  language!: string;
}
