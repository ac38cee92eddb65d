import { CountryConditions } from '#vocabulary';
import { Field, InputType } from 'type-graphql';

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
