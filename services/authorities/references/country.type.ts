import { CountryCodeScalar } from '#vocabulary';
import { Directive, Field, ObjectType } from 'type-graphql';

@ObjectType('Country', {
  description: 'A country (pays).',
  simpleResolvers: true,
})
@Directive('@key(fields: "code")')
export class Country {
  @Field(() => CountryCodeScalar, { description: 'ISO 3166-1 alpha-2.' })
  code!: string;
}
