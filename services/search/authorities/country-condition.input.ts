import { TextCodeFilter } from '#kernel/lists';
import { CountryCodeFilter, WorldRegionFilter, WorldSubRegionFilter } from '#vocabulary';
import { Field, InputType } from 'type-graphql';

/** Conditions that one and the same country must meet. */
@InputType()
export abstract class CountryConditions {
  @Field(() => CountryCodeFilter, { nullable: true, description: 'By code (pays).' })
  country?: CountryCodeFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'It belongs to a country group, by code such as `SAHEL` (groupe-pays).',
  })
  countryGroup?: TextCodeFilter;
  @Field(() => WorldRegionFilter, {
    nullable: true,
    description: 'It lies in a region of the world (région du monde).',
  })
  worldRegion?: InstanceType<typeof WorldRegionFilter>;
  @Field(() => WorldSubRegionFilter, {
    nullable: true,
    description: 'It lies in a part of a region of the world (sous-région du monde).',
  })
  worldSubRegion?: InstanceType<typeof WorldSubRegionFilter>;
  @Field(() => Boolean, { nullable: true, description: 'Whether it is least developed (PMA).' })
  isLeastDeveloped?: boolean;
}

@InputType('AuthorityTieFilter', {
  description:
    'Conditions on ties with countries: one and the same country meets all of them; none given: a tie with any country. A tie is a partnership, or an expertise that is declared or labelled for the country (lien avec un pays).',
})
export class AuthorityTieFilter extends CountryConditions {
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether partnerships that are over count too: the source calls them ended, or their last day or the last year of the period in their title has passed (y compris terminés).',
  })
  includeEnded!: boolean;
}
