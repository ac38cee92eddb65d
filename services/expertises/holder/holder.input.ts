import { IntFilter, TextCodeFilter } from '#kernel/lists';
import { AuthorityKindFilter, InseeCodeFilter, SirenFilter } from '#vocabulary';
import { Field, ID, InputType } from 'type-graphql';

@InputType('ExpertiseAuthorityFilter', {
  description: 'Conditions that the authority which holds an expertise meets, all of them (détenteur).',
})
export class ExpertiseAuthorityFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these authorities, by id (identifiant).' })
  id?: string[];
  @Field(() => AuthorityKindFilter, { nullable: true, description: 'By kind (nature).' })
  kind?: InstanceType<typeof AuthorityKindFilter>;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is an intercommunal body with its own taxation (EPCI à fiscalité propre).',
  })
  isEpci?: boolean;
  @Field(() => SirenFilter, { nullable: true, description: 'By SIREN number (numéro SIREN).' })
  siren?: SirenFilter;
  @Field(() => InseeCodeFilter, {
    nullable: true,
    description: 'By INSEE code; intercommunal bodies have none (code INSEE).',
  })
  inseeCode?: InseeCodeFilter;
  @Field(() => IntFilter, { nullable: true, description: 'By number of inhabitants (population).' })
  population?: IntFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description:
      'By code of a département such as `67` or `2A`; an intercommunal body lies in all those of its members (département).',
  })
  department?: TextCodeFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'By code of its région, such as `44` (région).',
  })
  region?: TextCodeFilter;
}
