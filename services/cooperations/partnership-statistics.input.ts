import { ArgsType, Field, Int, registerEnumType } from 'type-graphql';
import { PartnershipFilter } from './partnership.input.js';

export const DEFAULT_GROUPS = 100;
export const MAX_GROUPS = 1000;

export enum PartnershipDimension {
  COUNTRY = 'COUNTRY',
  THEME = 'THEME',
  KIND = 'KIND',
  STATUS = 'STATUS',
  START_YEAR = 'START_YEAR',
  REGION = 'REGION',
  AUTHORITY_KIND = 'AUTHORITY_KIND',
}
registerEnumType(PartnershipDimension, {
  name: 'PartnershipDimension',
  description: 'What partnerships are counted by (axe de ventilation).',
  valuesConfig: {
    COUNTRY: { description: 'By country of the foreign partners (pays).' },
    THEME: {
      description:
        'By theme, each as the source gives it, without those below it (thématique). A partnership counts once in the group of each of its themes; those without a theme have a group of their own (non classé).',
    },
    KIND: { description: 'By kind of tie (nature).' },
    STATUS: {
      description: 'By the state that the source gives, `UNKNOWN` included (statut dans la source).',
    },
    START_YEAR: {
      description:
        'By year of the first agreement (année de la première convention); those of unknown year have a group of their own.',
    },
    REGION: {
      description:
        'By région of the French authorities (région de la collectivité française). A partnership counts once in the group of each région; authorities outside the eighteen régions have a group of their own.',
    },
    AUTHORITY_KIND: {
      description:
        'By kind of the French authorities (nature de la collectivité française). A partnership counts once in the group of each kind.',
    },
  },
});

@ArgsType()
export class PartnershipStatisticsArgs {
  @Field(() => [PartnershipDimension], {
    description: 'One or two different dimensions; ties of groups are ordered by them, the first one first.',
  })
  by!: `${PartnershipDimension}`[];
  @Field(() => PartnershipFilter, {
    nullable: true,
    description:
      'Only partnerships that meet these conditions. It chooses partnerships: their other themes and authorities count too.',
  })
  filter?: PartnershipFilter | null;
  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_GROUPS,
    description: `How many groups, the largest first: 1 to ${MAX_GROUPS}.`,
  })
  first?: number | null;
}
