import { TextCodeFilter } from '#kernel/lists';
import { CountryCodeFilter } from '../code-filters.js';
import { WorldRegionFilter, WorldSubRegionFilter } from '../world-region.js';
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
