import { ExpertiseAuthorityFilter } from '../holder/holder.input.js';
import { TextCodeFilter, enumFilterOf, listArgsOf, orderInputOf } from '#kernel/lists';
import { AuthorityPartnershipFilter, ThemeCondition, CountryCodeFilter } from '#vocabulary';
import { ArgsType, Field, InputType, registerEnumType } from 'type-graphql';
import { ExpertiseBasis, MobilisationMode } from './expertise.type.js';

export enum ExpertiseOrderField {
  THEME = 'THEME',
  TITLE_FR = 'TITLE_FR',
  TITLE_EN = 'TITLE_EN',
  EVIDENCE = 'EVIDENCE',
}
registerEnumType(ExpertiseOrderField, {
  name: 'ExpertiseOrderField',
  description: 'Sort keys of expertises.',
  valuesConfig: {
    THEME: { description: 'By code of the theme.' },
    TITLE_FR: { description: 'By French title.' },
    TITLE_EN: { description: 'By English title.' },
    EVIDENCE: { description: 'By number of partnerships that are evidence of it.' },
  },
});

const ExpertiseBasisFilter = enumFilterOf(ExpertiseBasis, 'ExpertiseBasisFilter', 'basis of an expertise');
const MobilisationModeFilter = enumFilterOf(
  MobilisationMode,
  'MobilisationModeFilter',
  'modes of mobilisation',
);

@InputType('ExpertiseFilter', { description: 'Conditions on expertises; all of them must hold.' })
export class ExpertiseFilter {
  @Field(() => ThemeCondition, {
    nullable: true,
    description: 'In this theme or, by default, one below it.',
  })
  theme?: ThemeCondition;
  @Field(() => CountryCodeFilter, {
    nullable: true,
    description:
      'Countries in which the authority works today, as in `authorities(filter: { country })`: by a partnership in any theme that is not over, or by its own declaration (pays où elle est présente). `partnership: { country }` counts those that are over too, `countryOfExperience` asks where the expertise itself was shown.',
  })
  country?: CountryCodeFilter;
  @Field(() => CountryCodeFilter, {
    nullable: true,
    description: 'Countries in which this expertise was practised, by evidence or by declaration.',
  })
  countryOfExperience?: CountryCodeFilter;
  @Field(() => ExpertiseBasisFilter, { nullable: true, description: 'By basis.' })
  basis?: InstanceType<typeof ExpertiseBasisFilter>;
  @Field(() => ExpertiseAuthorityFilter, {
    nullable: true,
    description: 'The authority that holds it meets all of these (détenteur).',
  })
  authority?: ExpertiseAuthorityFilter;
  @Field(() => AuthorityPartnershipFilter, {
    nullable: true,
    description:
      'One and the same partnership of the authority that holds it meets all of these, in this theme or another (partenariat du détenteur).',
  })
  partnership?: AuthorityPartnershipFilter;
  @Field(() => TextCodeFilter, {
    nullable: true,
    description: 'Working languages (ISO 639-1), where they are known.',
  })
  language?: TextCodeFilter;
  @Field(() => MobilisationModeFilter, {
    nullable: true,
    description: 'How it can be mobilised, where that is known.',
  })
  mobilisation?: InstanceType<typeof MobilisationModeFilter>;
  @Field(() => String, {
    nullable: true,
    description:
      'Beginnings of words in the French or English title; all must occur. Accents and case do not matter.',
  })
  text?: string;
  @Field(() => [ExpertiseFilter], { nullable: true, description: 'All of these.' })
  and?: ExpertiseFilter[];
  @Field(() => [ExpertiseFilter], { nullable: true, description: 'At least one of these.' })
  or?: ExpertiseFilter[];
  @Field(() => ExpertiseFilter, { nullable: true, description: 'None of this.' })
  not?: ExpertiseFilter;
}

const ExpertiseOrder = orderInputOf<`${ExpertiseOrderField}`>(
  ExpertiseOrderField,
  'ExpertiseOrder',
  'expertises',
);
@ArgsType()
export class ExpertisesArgs extends listArgsOf(ExpertiseFilter, ExpertiseOrder) {}
