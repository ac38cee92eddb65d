import { CountryCodeScalar } from '#kernel';
import { Directive, Field, ObjectType } from 'type-graphql';

@ObjectType('Country', {
  description: 'A country, as the country-groups subgraph knows it (pays).',
  simpleResolvers: true,
})
@Directive('@key(fields: "code")')
export class Country {
  @Field(() => CountryCodeScalar, { description: 'ISO 3166-1 alpha-2.' })
  code!: string;
}
