import { connectionOf } from '#kernel/lists';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Partnership } from '../partnership/partnership.type.js';

export enum PartnershipPairDecision {
  JOIN = 'JOIN',
  KEEP_APART = 'KEEP_APART',
}
registerEnumType(PartnershipPairDecision, {
  name: 'PartnershipPairDecision',
  description: 'What is decided on two partnerships that could be one (décision).',
  valuesConfig: {
    JOIN: { description: 'They are one and the same (rattacher).' },
    KEEP_APART: { description: 'They are two (garder séparés).' },
  },
});

export enum PartnershipDuplicateReason {
  SAME_PARTNERS = 'SAME_PARTNERS',
  KINDS_DIFFER = 'KINDS_DIFFER',
  YEARS_DIFFER = 'YEARS_DIFFER',
  PARTNERS_OVERLAP = 'PARTNERS_OVERLAP',
}
registerEnumType(PartnershipDuplicateReason, {
  name: 'PartnershipDuplicateReason',
  description: 'Why a rule takes two partnerships for one (motif).',
  valuesConfig: {
    SAME_PARTNERS: {
      description:
        'The same partners on either side, one kind, and starts at most a year apart; what is unknown fits (mêmes partenaires).',
    },
    KINDS_DIFFER: {
      description: 'The same partners and years, and another kind of tie (natures différentes).',
    },
    YEARS_DIFFER: {
      description: 'The same partners and kind, and starts further apart (années différentes).',
    },
    PARTNERS_OVERLAP: {
      description:
        'All partners of one are partners of the other, with one kind and years (partenaires inclus).',
    },
  },
});

@ObjectType('PartnershipDuplicate', {
  description: 'Two partnerships that a rule takes for one, for a decision (doublon possible).',
  simpleResolvers: true,
})
export class PartnershipDuplicate {
  @Field(() => PartnershipDuplicateReason, { description: 'Why the rule takes them for one (motif).' })
  reason!: PartnershipDuplicateReason;
  @Field(() => [Partnership], { description: 'The two partnerships (partenariats).' })
  partnerships!: Partnership[];
}

export const PartnershipDuplicateConnection = connectionOf(
  PartnershipDuplicate,
  'PartnershipDuplicate',
  'partnerships that could be one (doublons possibles)',
);
