import { Confidence } from '#kernel/graphql';
import { AuthorityKind } from '#vocabulary';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { Country } from '../references/country.type.js';
import { ExpertiseBasis, LabelStatus } from '../references/expertise.type.js';
import { Region } from '../references/region.type.js';
import { Theme } from '../references/theme.type.js';

/** Dimensions by which authorities are counted. */
export const FACETS = [
  'theme',
  'country',
  'partnerCountry',
  'kind',
  'region',
  'basis',
  'labelStatus',
  'confidence',
] as const;
export type FacetName = (typeof FACETS)[number];

/** @param nullable true for values that another subgraph owns: when it is down, the counts are still answered */
function facetOf(value: object, name: string, nullable: boolean, description: string) {
  @ObjectType(name, {
    description: `A value of a facet, and how many authorities it would find.`,
    simpleResolvers: true,
  })
  class Facet {
    @Field(() => value as never, { nullable, description })
    value!: unknown;
    @Field(() => Int, {
      description:
        'How many authorities meet the filter when its own condition on this dimension is this value (nombre de collectivités).',
    })
    count!: number;
  }
  return Facet;
}

const ThemeFacet = facetOf(Theme, 'ThemeFacet', true, 'The theme, with all below it (thématique).');
const CountryFacet = facetOf(Country, 'CountryFacet', true, 'The country (pays).');
const AuthorityKindFacet = facetOf(AuthorityKind, 'AuthorityKindFacet', false, 'The kind (nature).');
const RegionFacet = facetOf(Region, 'RegionFacet', true, 'The région (région).');
const ExpertiseBasisFacet = facetOf(ExpertiseBasis, 'ExpertiseBasisFacet', false, 'The basis (fondement).');
const LabelStatusFacet = facetOf(LabelStatus, 'LabelStatusFacet', false, 'The state of a label (statut).');
const ConfidenceFacet = facetOf(Confidence, 'ConfidenceFacet', false, 'The confidence (fiabilité).');

/** Cost of a facet: it counts all authorities once more. */
const COST = '@cost(weight: 200)';
/** Number of values that a facet may have, at most. */
const valuesUpTo = (number: number) => `@listSize(assumedSize: ${number})`;

@ObjectType('AuthorityFacets', {
  description:
    'Counts over all authorities that a search finds, by value; largest first, then by code. Each facet leaves aside the condition on its own dimension that stands at the top of the filter, and no other. Values that would find nothing are left out (facettes).',
  simpleResolvers: true,
})
export class AuthorityFacets {
  @Directive(COST)
  @Directive(valuesUpTo(70))
  @Field(() => [ThemeFacet], {
    description:
      'By theme of an expertise, with all below it: a theme counts for those above it (thématique).',
  })
  theme!: object[];
  @Directive(COST)
  @Directive(valuesUpTo(130))
  @Field(() => [CountryFacet], {
    description: 'By country with which they have a tie that is not over, as `country` filters (pays).',
  })
  country!: object[];
  @Directive(COST)
  @Directive(valuesUpTo(130))
  @Field(() => [CountryFacet], {
    description: 'By country of a partnership, perhaps over, as `partnerCountry` filters (pays partenaire).',
  })
  partnerCountry!: object[];
  @Directive(COST)
  @Field(() => [ConfidenceFacet], {
    description:
      'By confidence in a partnership that meets the rest of `partnership` at the top of the filter, as `confidence` there filters (fiabilité).',
  })
  confidence!: object[];
  @Directive(COST)
  @Field(() => [AuthorityKindFacet], { description: 'By kind of authority (nature).' })
  kind!: object[];
  @Directive(COST)
  @Directive(valuesUpTo(20))
  @Field(() => [RegionFacet], { description: 'By région (région).' })
  region!: object[];
  @Directive(COST)
  @Field(() => [ExpertiseBasisFacet], { description: 'By basis of an expertise (fondement).' })
  basis!: object[];
  @Directive(COST)
  @Field(() => [LabelStatusFacet], { description: 'By state of a label of an expertise (statut du label).' })
  labelStatus!: object[];
}
