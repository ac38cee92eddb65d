import { IntFilter } from '#kernel/lists';
import { PartialDateScalar } from '#kernel/values';
import {
  ConfidenceFilter,
  PartnershipForeignAuthorityFilter,
  PartnershipKindFilter,
  PartnershipStatusFilter,
} from '../partnership-filters.js';
import { ThemeCondition } from '../theme-condition.js';
import { Field, InputType, registerEnumType } from 'type-graphql';
import { CountryConditions } from './country-conditions.input.js';

export enum PartnershipAspect {
  TITLE = 'TITLE',
  THEME = 'THEME',
  START_YEAR = 'START_YEAR',
  END = 'END',
  AMOUNT = 'AMOUNT',
}
registerEnumType(PartnershipAspect, {
  name: 'PartnershipAspect',
  description: 'Something that sources can tell of a partnership, or not.',
  valuesConfig: {
    TITLE: { description: 'A title (intitulé).' },
    THEME: { description: 'A theme (thématique).' },
    START_YEAR: { description: 'The year of the first agreement (année de début).' },
    END: { description: 'A last day, or a period in the title (fin).' },
    AMOUNT: { description: 'An amount that a funder granted (montant).' },
  },
});

@InputType('AuthorityPartnershipFilter', {
  description:
    'Conditions that one and the same partnership of an authority must meet, all of them; none given: any partnership. `not` in front: no partnership meets them (partenariat).',
})
export class AuthorityPartnershipFilter extends CountryConditions {
  @Field(() => PartnershipKindFilter, { nullable: true, description: 'What kind of tie it is (nature).' })
  kind?: InstanceType<typeof PartnershipKindFilter>;
  @Field(() => ThemeCondition, {
    nullable: true,
    description:
      'In this theme or, by default, one below it; a partnership without a theme is in none (thématique).',
  })
  theme?: ThemeCondition;
  @Field(() => Boolean, { nullable: true, description: 'Whether a source gives it a theme (classé).' })
  isClassified?: boolean;
  @Field(() => PartnershipStatusFilter, {
    nullable: true,
    description: 'The state that the source gives (statut dans la source).',
  })
  status?: InstanceType<typeof PartnershipStatusFilter>;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it is over: the source calls it ended, or its last day or the last year of the period in its title has passed (terminé).',
  })
  isEnded?: boolean;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the source calls it ongoing although that is out of date; see `Partnership.isStale` (« en cours » périmé).',
  })
  isStale?: boolean;
  @Field(() => ConfidenceFilter, { nullable: true, description: 'How well it is attested (fiabilité).' })
  confidence?: InstanceType<typeof ConfidenceFilter>;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'The statement is of this date or later; one that is dated to a year or month counts until its end (attesté depuis).',
  })
  statedSince?: string;
  @Field(() => IntFilter, {
    nullable: true,
    description: 'Year of the first agreement; one that is not known meets no bound (année de début).',
  })
  startYear?: IntFilter;
  @Field(() => PartnershipForeignAuthorityFilter, {
    nullable: true,
    description: 'One and the same foreign authority of it meets all of these (autorité locale étrangère).',
  })
  foreignAuthority?: PartnershipForeignAuthorityFilter;
  @Field(() => [PartnershipAspect], { nullable: true, description: 'All of these are known of it (avec).' })
  having?: PartnershipAspect[];
  @Field(() => [PartnershipAspect], { nullable: true, description: 'None of these is known of it (sans).' })
  lacking?: PartnershipAspect[];
}
