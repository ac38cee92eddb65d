import { IntFilter, TextCodeFilter, listArgsOf, orderInputOf } from '#kernel/lists';
import { AuthorityKindFilter, SirenFilter, InseeCodeFilter, PostalCodeFilter } from '#vocabulary';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';

export enum AuthorityOrderField {
  NAME = 'NAME',
  POPULATION = 'POPULATION',
  INSEE_CODE = 'INSEE_CODE',
  KIND = 'KIND',
}
registerEnumType(AuthorityOrderField, {
  name: 'AuthorityOrderField',
  description: 'Sort keys of authorities.',
  valuesConfig: {
    NAME: { description: 'By name, in French order: accents count last (nom).' },
    POPULATION: {
      description: 'By population; those whose population is not known come last, either way (population).',
    },
    INSEE_CODE: { description: 'By INSEE code; those without one come last, either way (code INSEE).' },
    KIND: { description: 'By kind, in the alphabetical order of its values (nature).' },
  },
});

@InputType('AuthorityFilter', {
  description:
    'Conditions on authorities; all of them must hold. An absent condition filters nothing: closed authorities are listed too.',
})
export class AuthorityFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these, by id.' })
  id?: string[];
  @Field(() => AuthorityKindFilter, { nullable: true, description: 'What kind of authority (nature).' })
  kind?: InstanceType<typeof AuthorityKindFilter>;
  @Field(() => IntFilter, {
    nullable: true,
    description: 'Bounds of the population; an unknown one meets none (population).',
  })
  population?: IntFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description:
      'Lies in this département or holds its powers, by code such as `69` or `2A`: `67` finds Alsace too. Overseas collectivities are no départements, but their three digits, such as `988`, find what lies in them (département).',
  })
  department?: TextCodeFilter;
  @Field(() => TextCodeFilter, { nullable: true, description: 'Its région, by code such as `84` (région).' })
  region?: TextCodeFilter;
  @Field(() => SirenFilter, { nullable: true, description: 'By SIREN.' })
  siren?: SirenFilter;
  @Field(() => InseeCodeFilter, { nullable: true, description: 'By INSEE code.' })
  inseeCode?: InseeCodeFilter;
  @Field(() => PostalCodeFilter, {
    nullable: true,
    description: 'Communes by postal code: several communes may have the same one (code postal).',
  })
  postalCode?: PostalCodeFilter;
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those that exist; false: only closed ones; absent: both (en activité).',
  })
  isCurrent?: boolean;
  @Field(() => String, {
    nullable: true,
    description:
      'Beginnings of words in the name, another or a former name; all must occur. Accents, case, hyphens and apostrophes do not matter, `st` is `saint` (recherche).',
  })
  text?: string;
  @Field(() => [AuthorityFilter], { nullable: true, description: 'All of these.' })
  and?: AuthorityFilter[];
  @Field(() => [AuthorityFilter], { nullable: true, description: 'At least one of these.' })
  or?: AuthorityFilter[];
  @Field(() => AuthorityFilter, { nullable: true, description: 'None of this.' })
  not?: AuthorityFilter;
}

const AuthorityOrder = orderInputOf<`${AuthorityOrderField}`>(
  AuthorityOrderField,
  'AuthorityOrder',
  'authorities',
);
@ArgsType()
export class AuthoritiesArgs extends listArgsOf(AuthorityFilter, AuthorityOrder) {}
