import { LabelField, LabelLanguageField } from '#kernel/graphql';
import { Directive, Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { Authority } from '../../references/authority.type.js';
import { CountryGroup } from '../../references/country-group.type.js';
import { Country } from '../../references/country.type.js';
import { ForeignAuthority } from '../../references/foreign-authority.type.js';
import { Theme } from '../../references/theme.type.js';

export enum SuggestionType {
  AUTHORITY = 'AUTHORITY',
  THEME = 'THEME',
  COUNTRY = 'COUNTRY',
  COUNTRY_GROUP = 'COUNTRY_GROUP',
  FOREIGN_AUTHORITY = 'FOREIGN_AUTHORITY',
}
registerEnumType(SuggestionType, {
  name: 'SuggestionType',
  description: 'What is suggested (nature de la suggestion).',
  valuesConfig: {
    AUTHORITY: { description: 'A French local authority (collectivité).' },
    THEME: { description: 'A theme (thématique).' },
    COUNTRY: { description: 'A country (pays).' },
    COUNTRY_GROUP: { description: 'A country group (groupe-pays).' },
    FOREIGN_AUTHORITY: {
      description: 'A local authority abroad, of those that this graph knows (autorité locale étrangère).',
    },
  },
});

@ObjectType('Suggestion', {
  description: 'Something that a text can mean, as people type it (suggestion).',
  simpleResolvers: true,
})
export class Suggestion {
  @Field(() => SuggestionType, { description: 'What it is: the field of that name refers to it.' })
  type!: SuggestionType;

  @LabelField('name', 'Its name, as it is to be shown (nom).')
  name!: string;

  @LabelLanguageField('name')
  language!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The other name that matched: an alias, the name of a part of it, of an authority that merged into it, or that of a closed one; null when one of its own names did (nom trouvé).',
  })
  matchedName!: string | null;

  @LabelField(
    'detail',
    'What tells it from others of the same name: kind and département of an authority, the themes above a theme, the countries of a group, the country of an authority abroad (précision).',
  )
  detail!: string;

  @Field(() => Boolean, {
    description: 'Whether something else has the same name: then show `detail` (homonyme).',
  })
  isHomonym!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether it exists today: false for an authority that was closed without a successor; others lead to it (en activité).',
  })
  isCurrent!: boolean;

  @Field(() => Float, {
    description:
      'How likely it is that it is meant, from 0 to 1: how well the name fits, and how large the authority is. Comparable within one answer alone (score).',
  })
  score!: number;

  @Directive('@provides(fields: "kind name population")')
  @Field(() => Authority, {
    nullable: true,
    description: 'The authority; null for other types (collectivité).',
  })
  authority!: Authority | null;

  @Field(() => Theme, { nullable: true, description: 'The theme; null for other types (thématique).' })
  theme!: Theme | null;

  @Field(() => Country, { nullable: true, description: 'The country; null for other types (pays).' })
  country!: Country | null;

  @Field(() => CountryGroup, {
    nullable: true,
    description: 'The country group; null for other types (groupe-pays).',
  })
  countryGroup!: CountryGroup | null;

  @Field(() => ForeignAuthority, {
    nullable: true,
    description: 'The authority abroad; null for other types (autorité locale étrangère).',
  })
  foreignAuthority!: ForeignAuthority | null;
}
