import { LabelField, LabelLanguageField, Node, Provenance, ProvenanceField } from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { DateScalar } from '#kernel/values';
import { WorldRegion, WorldSubRegion, CountryCodeScalar } from '#vocabulary';
import { Directive, Field, ObjectType } from 'type-graphql';

@ObjectType('Country', {
  description: 'A country or territory of ISO 3166-1 (pays).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class Country extends Node {
  @Field(() => CountryCodeScalar, {
    description: 'ISO 3166-1 alpha-2, such as `BJ`; `XK` is Kosovo, which has no code of its own there.',
  })
  code!: string;
  @Field(() => String, { description: 'ISO 3166-1 alpha-3, such as `BEN`.' })
  alpha3!: string;
  @Field(() => String, {
    nullable: true,
    description: 'ISO 3166-1 numeric: three digits, such as `204`; null for Kosovo.',
  })
  numericCode!: string | null;
  @LabelField('name', 'Its usual name (nom).')
  name!: string;
  @LabelLanguageField('name')
  language!: string;
  @Field(() => [String], { description: 'Other names that sources use, in French or English (autres noms).' })
  aliases!: string[];
  @Field(() => WorldRegion, {
    nullable: true,
    description:
      'Its region of the world (région du monde); null for Antarctica and Taiwan, which have none in M49.',
  })
  region!: WorldRegion | null;
  @Field(() => WorldSubRegion, {
    nullable: true,
    description:
      'Its sub-region of the world (sous-région); null for Antarctica and Taiwan, which have none in M49.',
  })
  subRegion!: WorldSubRegion | null;
  @Field(() => Boolean, {
    description: 'Whether the United Nations list it as least developed (pays moins avancé, PMA).',
  })
  isLeastDeveloped!: boolean;
  @Field(() => DateScalar, { description: 'Date of that list, which countries join and leave.' })
  leastDevelopedAsOf!: string;
  @ProvenanceField()
  provenance!: Provenance;
}

export const CountryConnection = connectionOf(Country, 'Country', 'countries (pays)');
