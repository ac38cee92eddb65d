import { connectionOf } from '#kernel/lists';
import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType('CountryPartner', {
  description:
    'A French authority with partnerships in a country: one row for each, however many partnerships it has there (partenaire français).',
  simpleResolvers: true,
})
export class CountryPartner {
  @Field(() => Int, { description: 'How many partnerships it has in the country (nombre de partenariats).' })
  partnershipsCount!: number;
  @Field(() => Int, {
    nullable: true,
    description:
      'Year of its first agreement in the country (année de la première convention); null when no source gives one.',
  })
  firstYear!: number | null;
}

export const CountryPartnerConnection = connectionOf(
  CountryPartner,
  'CountryPartner',
  'French authorities with partnerships in a country (partenaires français)',
);
