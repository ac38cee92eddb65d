import { IntFilter, TextCodeFilter, listArgsOf, orderInputOf } from '#kernel/lists';
import {
  AuthorityKindFilter,
  ConfidenceFilter,
  PartnershipForeignAuthorityFilter,
  PartnershipKindFilter,
  PartnershipStatusFilter,
  ThemeCondition,
  CountryCodeFilter,
  SirenFilter,
  InseeCodeFilter,
} from '#vocabulary';
import { PartialDateScalar } from '#kernel/values';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';

export enum PartnershipOrderField {
  START_YEAR = 'START_YEAR',
  COUNTRY = 'COUNTRY',
}
registerEnumType(PartnershipOrderField, {
  name: 'PartnershipOrderField',
  description: 'Sort keys of partnerships.',
  valuesConfig: {
    START_YEAR: {
      description: 'By year of the first agreement; unknown years are last in either direction.',
    },
    COUNTRY: {
      description: 'By country code, then by START_YEAR, the oldest first, by default.',
    },
  },
});

// The next input and PartnershipForeignAuthorityFilter have the same fields as in the authorities subgraph: composition keeps only fields that all
// subgraphs define.

@InputType('PartnershipFrenchAuthorityFilter', {
  description:
    'Conditions that one and the same French authority of a partnership must meet (collectivité française).',
})
export class PartnershipFrenchAuthorityFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these authorities, by id.' })
  id?: string[];
  @Field(() => AuthorityKindFilter, { nullable: true, description: 'By kind.' })
  kind?: InstanceType<typeof AuthorityKindFilter>;
  @Field(() => SirenFilter, { nullable: true, description: 'By SIREN number.' })
  siren?: SirenFilter;
  @Field(() => InseeCodeFilter, {
    nullable: true,
    description: 'By INSEE code; inter-municipal bodies have none.',
  })
  inseeCode?: InseeCodeFilter;
  @Field(() => IntFilter, { nullable: true, description: 'By number of inhabitants.' })
  population?: IntFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'By code of its département, such as `67` or `2A`.',
  })
  department?: TextCodeFilter;
  @Field(() => TextCodeFilter, { nullable: true, description: 'By code of its région, such as `44`.' })
  region?: TextCodeFilter;
}

@InputType('PartnershipFilter', { description: 'Conditions on partnerships; all of them must hold.' })
export class PartnershipFilter {
  @Field(() => CountryCodeFilter, { nullable: true, description: 'Countries of the foreign partners.' })
  country?: CountryCodeFilter;
  @Field(() => PartnershipKindFilter, { nullable: true, description: 'What kind of tie it is.' })
  kind?: InstanceType<typeof PartnershipKindFilter>;
  @Field(() => PartnershipStatusFilter, { nullable: true, description: 'The state that the source gives.' })
  status?: InstanceType<typeof PartnershipStatusFilter>;
  @Field(() => ThemeCondition, {
    nullable: true,
    description: 'In this theme or, by default, one below it; partnerships without a theme match none.',
  })
  theme?: ThemeCondition;
  @Field(() => Boolean, { nullable: true, description: 'Whether a source gives it a theme.' })
  isClassified?: boolean;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it is over: its source says so, or the last day that the source or a period in the title states has passed (terminé).',
  })
  isEnded?: boolean;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the source calls it ongoing although that is out of date; see `Partnership.isStale`.',
  })
  isStale?: boolean;
  @Field(() => ConfidenceFilter, {
    nullable: true,
    description: 'How well it is attested (fiabilité).',
  })
  confidence?: InstanceType<typeof ConfidenceFilter>;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'The statement is of this date or later; one that is dated to a year or month counts until its end (attesté depuis).',
  })
  statedSince?: string;
  @Field(() => IntFilter, {
    nullable: true,
    description: 'Year of the first agreement; partnerships of unknown year do not match.',
  })
  startYear?: IntFilter;
  @Field(() => PartnershipFrenchAuthorityFilter, {
    nullable: true,
    description: 'At least one French authority meets all of these.',
  })
  frenchAuthority?: PartnershipFrenchAuthorityFilter;
  @Field(() => PartnershipForeignAuthorityFilter, {
    nullable: true,
    description: 'At least one foreign authority meets all of these.',
  })
  foreignAuthority?: PartnershipForeignAuthorityFilter;
  @Field(() => String, {
    nullable: true,
    description:
      'Beginnings of words in the title, in a present or historical name of a French partner, or in any name of a foreign one (local names and aliases too); all must occur. Accents and case do not matter.',
  })
  text?: string;
  @Field(() => [PartnershipFilter], { nullable: true, description: 'All of these.' })
  and?: PartnershipFilter[];
  @Field(() => [PartnershipFilter], { nullable: true, description: 'At least one of these.' })
  or?: PartnershipFilter[];
  @Field(() => PartnershipFilter, { nullable: true, description: 'None of this.' })
  not?: PartnershipFilter;
}

const PartnershipOrder = orderInputOf<`${PartnershipOrderField}`>(
  PartnershipOrderField,
  'PartnershipOrder',
  'partnerships',
);
@ArgsType()
export class PartnershipsArgs extends listArgsOf(PartnershipFilter, PartnershipOrder) {}
