import { Confidence } from '#kernel/graphql';
import { enumFilterOf } from '#kernel/lists';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { ForeignAuthorityKindFilter } from './foreign-authority-kind.js';

export enum PartnershipKind {
  TWINNING = 'TWINNING',
  COOPERATION = 'COOPERATION',
  FRIENDSHIP = 'FRIENDSHIP',
  PROJECT = 'PROJECT',
  CONTACT = 'CONTACT',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(PartnershipKind, {
  name: 'PartnershipKind',
  description: 'What kind of tie a partnership is.',
  valuesConfig: {
    TWINNING: { description: 'Twinning (jumelage).' },
    COOPERATION: { description: 'Decentralised cooperation (coopération décentralisée).' },
    FRIENDSHIP: { description: 'Pact of friendship (pacte d’amitié).' },
    PROJECT: { description: 'A single project (projet).' },
    CONTACT: { description: 'Contacts without an agreement (contacts).' },
    UNKNOWN: { description: 'The source does not tell twinnings from other partnerships (non précisé).' },
  },
});

export enum PartnershipStatus {
  UNDER_NEGOTIATION = 'UNDER_NEGOTIATION',
  ONGOING = 'ONGOING',
  ENDED = 'ENDED',
  SUSPENDED = 'SUSPENDED',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(PartnershipStatus, {
  name: 'PartnershipStatus',
  description: 'Status of a partnership in its source.',
  valuesConfig: {
    UNDER_NEGOTIATION: {
      description: 'Not concluded yet: its authorities do not work together so far (en négociation).',
    },
    ONGOING: { description: 'Under way (en cours).' },
    ENDED: { description: 'Over (terminé).' },
    SUSPENDED: { description: 'Suspended (suspendu).' },
    UNKNOWN: { description: 'The source does not say (non précisé).' },
  },
});

export const PartnershipKindFilter = enumFilterOf(
  PartnershipKind,
  'PartnershipKindFilter',
  'kind of a partnership',
);
export const PartnershipStatusFilter = enumFilterOf(
  PartnershipStatus,
  'PartnershipStatusFilter',
  'status that a source gives to a partnership',
);
export const ConfidenceFilter = enumFilterOf(Confidence, 'ConfidenceFilter', 'confidence in a statement');

@InputType('PartnershipForeignAuthorityFilter', {
  description:
    'Conditions that one and the same foreign authority of a partnership must meet (autorité locale étrangère).',
})
export class PartnershipForeignAuthorityFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these foreign authorities, by id.' })
  id?: string[];
  @Field(() => ForeignAuthorityKindFilter, { nullable: true, description: 'By kind.' })
  kind?: InstanceType<typeof ForeignAuthorityKindFilter>;
}
