import { MutationInput, MutationPayload } from '#kernel/mutations';
import { enumFilterOf, listArgsOf, orderInputOf } from '#kernel/lists';
import { CountryCodeFilter } from '#vocabulary';
import { ArgsType, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Partnership } from '../partnership/partnership.type.js';
import { PartnershipDuplicateReason, PartnershipPairDecision } from './partnership-duplicate.type.js';

export enum PartnershipDuplicateOrderField {
  REASON = 'REASON',
}
registerEnumType(PartnershipDuplicateOrderField, {
  name: 'PartnershipDuplicateOrderField',
  description: 'Sort keys of partnerships that could be one.',
  valuesConfig: { REASON: { description: 'By reason, the surest first by default.' } },
});

const PartnershipDuplicateReasonFilter = enumFilterOf(
  PartnershipDuplicateReason,
  'PartnershipDuplicateReasonFilter',
  'reason for which a rule takes two partnerships for one',
);

@InputType('PartnershipDuplicateFilter', {
  description: 'Conditions on partnerships that could be one; all of them must hold.',
})
export class PartnershipDuplicateFilter {
  @Field(() => PartnershipDuplicateReasonFilter, { nullable: true, description: 'By reason (motif).' })
  reason?: InstanceType<typeof PartnershipDuplicateReasonFilter>;
  @Field(() => CountryCodeFilter, {
    nullable: true,
    description: 'Countries of the foreign partners of the first of the two (pays).',
  })
  country?: CountryCodeFilter;
  @Field(() => [ID], {
    nullable: true,
    description: 'One of the two is one of these partnerships, by id (partenariats).',
  })
  partnership?: string[];
  @Field(() => [PartnershipDuplicateFilter], { nullable: true, description: 'All of these.' })
  and?: PartnershipDuplicateFilter[];
  @Field(() => [PartnershipDuplicateFilter], { nullable: true, description: 'At least one of these.' })
  or?: PartnershipDuplicateFilter[];
  @Field(() => PartnershipDuplicateFilter, { nullable: true, description: 'None of this.' })
  not?: PartnershipDuplicateFilter;
}

const PartnershipDuplicateOrder = orderInputOf<`${PartnershipDuplicateOrderField}`>(
  PartnershipDuplicateOrderField,
  'PartnershipDuplicateOrder',
  'partnerships that could be one',
);
@ArgsType()
export class PartnershipDuplicatesArgs extends listArgsOf(
  PartnershipDuplicateFilter,
  PartnershipDuplicateOrder,
) {}

@InputType('PartnershipDuplicateDecideInput', {
  description: 'Decides whether two partnerships are one (décision sur un doublon possible).',
})
export class PartnershipDuplicateDecideInput extends MutationInput {
  @Field(() => ID, {
    description: 'Id of the one that stays when they are joined (partenariat conservé).',
  })
  partnershipId!: string;
  @Field(() => ID, {
    description: 'Id of the other; when they are joined, it leads to the first (autre partenariat).',
  })
  otherId!: string;
  @Field(() => PartnershipPairDecision, { description: 'What is decided (décision).' })
  decision!: PartnershipPairDecision;
}

@ObjectType({ description: 'Outcome of a decision on two partnerships (résultat).', simpleResolvers: true })
export class PartnershipDuplicateDecidePayload extends MutationPayload {
  @Field(() => Partnership, {
    nullable: true,
    description: 'The partnership that stays; null when the decision was refused (partenariat).',
  })
  partnership!: Partnership | null;
}
