import { Field, InputType } from 'type-graphql';
import { CountryCodeScalar, InseeCodeScalar, PostalCodeScalar, SirenScalar } from './code-scalars.js';

@InputType('CountryCodeFilter', {
  description: 'Conditions on a country code (ISO 3166-1 alpha-2, code pays).',
})
export class CountryCodeFilter {
  @Field(() => [CountryCodeScalar], { nullable: true, description: 'One of these.' })
  in?: string[];
  @Field(() => [CountryCodeScalar], { nullable: true, description: 'None of these.' })
  notIn?: string[];
}

@InputType('SirenFilter', { description: 'Conditions on the SIREN (numéro SIREN).' })
export class SirenFilter {
  @Field(() => [SirenScalar], { nullable: true, description: 'One of these.' })
  in?: string[];
  @Field(() => [SirenScalar], { nullable: true, description: 'None of these.' })
  notIn?: string[];
}

@InputType('InseeCodeFilter', {
  description:
    'Conditions on the present INSEE code (code INSEE). Two digits can be a département and a région.',
})
export class InseeCodeFilter {
  @Field(() => [InseeCodeScalar], {
    nullable: true,
    description: 'One of these; a former code matches nothing.',
  })
  in?: string[];
  @Field(() => [InseeCodeScalar], { nullable: true, description: 'None of these.' })
  notIn?: string[];
}

@InputType('PostalCodeFilter', { description: 'Conditions on the postal codes (codes postaux).' })
export class PostalCodeFilter {
  @Field(() => [PostalCodeScalar], { nullable: true, description: 'It has one of these.' })
  in?: string[];
  @Field(() => [PostalCodeScalar], { nullable: true, description: 'It has none of these.' })
  notIn?: string[];
}
