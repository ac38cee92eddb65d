import { TextCodeFilter, enumFilterOf } from '#kernel/lists';
import { CountryCodeFilter, ThemeCondition } from '#vocabulary';
import { Field, InputType, registerEnumType } from 'type-graphql';
import { ExpertiseBasis, LabelStatus } from '../references/expertise.type.js';

const ExpertiseBasisFilter = enumFilterOf(ExpertiseBasis, 'ExpertiseBasisFilter', 'basis of an expertise');
const LabelStatusFilter = enumFilterOf(LabelStatus, 'LabelStatusFilter', 'validity of a label');

/** Conditions on one and the same expertise of the authority. */
@InputType()
export abstract class ExpertiseConditions {
  @Field(() => ThemeCondition, {
    nullable: true,
    description: 'Holds expertise in this theme or, unless told otherwise, one below it (thématique).',
  })
  theme?: ThemeCondition;
  @Field(() => CountryCodeFilter, {
    nullable: true,
    description: 'Countries in which this very expertise was shown (pays d’expérience).',
  })
  countryOfExperience?: CountryCodeFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'Its working languages (ISO 639-1, lower case), where they are known (langue).',
  })
  language?: TextCodeFilter;
  @Field(() => ExpertiseBasisFilter, {
    nullable: true,
    description: 'What the expertise rests on (fondement).',
  })
  basis?: InstanceType<typeof ExpertiseBasisFilter>;
  @Field(() => LabelStatusFilter, {
    nullable: true,
    description: 'The expertise has a label in this state; `notIn`: it has none in it (statut du label).',
  })
  labelStatus?: InstanceType<typeof LabelStatusFilter>;
}

export enum ExpertiseAspect {
  LANGUAGE = 'LANGUAGE',
  COUNTRY_OF_EXPERIENCE = 'COUNTRY_OF_EXPERIENCE',
  MOBILISATION = 'MOBILISATION',
  LABEL = 'LABEL',
}
registerEnumType(ExpertiseAspect, {
  name: 'ExpertiseAspect',
  description: 'Something that sources can tell of an expertise, or not.',
  valuesConfig: {
    LANGUAGE: { description: 'Working languages (langues de travail).' },
    COUNTRY_OF_EXPERIENCE: { description: 'A country in which it was shown (pays d’expérience).' },
    MOBILISATION: { description: 'How it can be mobilised (modalités de mobilisation).' },
    LABEL: { description: 'A label, whatever its state (label).' },
  },
});

@InputType('AuthorityExpertiseFilter', {
  description:
    'Conditions that one and the same expertise of an authority must meet, all of them; none given: any expertise. `not` in front: no expertise meets them (expertise).',
})
export class AuthorityExpertiseFilter extends ExpertiseConditions {
  @Field(() => [ExpertiseAspect], { nullable: true, description: 'All of these are known of it (avec).' })
  having?: ExpertiseAspect[];
  @Field(() => [ExpertiseAspect], { nullable: true, description: 'None of these is known of it (sans).' })
  lacking?: ExpertiseAspect[];
}
