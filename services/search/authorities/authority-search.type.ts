import { ABSENCE_DESCRIPTION, Absence } from '#vocabulary';
import { COUNT_COST, IS_EXACT_DESCRIPTION, PageInfo, TOTAL_DESCRIPTION } from '#kernel/lists';
import { Directive, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { AuthorityFacets } from './facet.type.js';
import { Freshness } from '../freshness/freshness.type.js';
import { Dataset } from '../references/dataset.type.js';
import { Authority } from '../references/authority.type.js';

export enum AuthorityHighlightField {
  NAME = 'NAME',
  OTHER_NAME = 'OTHER_NAME',
  EXPERTISE_TITLE = 'EXPERTISE_TITLE',
  PARTNERSHIP_TITLE = 'PARTNERSHIP_TITLE',
}
registerEnumType(AuthorityHighlightField, {
  name: 'AuthorityHighlightField',
  description: 'Where a search found its words.',
  valuesConfig: {
    NAME: { description: 'In the name of the authority (nom).' },
    OTHER_NAME: { description: 'In another or a former name of it (autre nom, ancien nom).' },
    EXPERTISE_TITLE: { description: 'In the title of one of its expertises (intitulé d’expertise).' },
    PARTNERSHIP_TITLE: { description: 'In the title of one of its partnerships (intitulé de partenariat).' },
  },
});

@ObjectType('AuthorityHighlight', {
  description: 'A text in which a search found its words (extrait).',
  simpleResolvers: true,
})
export class AuthorityHighlight {
  @Field(() => AuthorityHighlightField, { description: 'What text it is.' })
  field!: AuthorityHighlightField;
  @Field(() => String, {
    description:
      'The text, with `**` before and after each word that was found. It is plain text: escape it before it goes into HTML.',
  })
  text!: string;
}

/** Fields of a found authority that search itself can answer. */
const PROVIDED = '@provides(fields: "kind name population")';

@ObjectType('AuthoritySearchEdge', {
  description: 'One of the found authorities in a page, with its cursor.',
  simpleResolvers: true,
})
export class AuthoritySearchEdge {
  @Field(() => String, { description: 'Opaque mark of this item in this list.' })
  cursor!: string;
  @Directive(PROVIDED)
  @Field(() => Authority, {
    nullable: true,
    description: 'The authority; null when it has gone since search took it in (collectivité).',
  })
  node!: object | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'How well it meets the `text` of the filter, up to 1: one of its names is that text, then its words stand whole in its names, then at the beginning of words or in titles; null without `text` (pertinence).',
  })
  relevance!: number | null;
  @Field(() => [AuthorityHighlight], {
    description:
      'Where the words of the filter’s `text` are: its name, then at most three other names, titles of expertises and titles of partnerships each; empty without `text` (extraits).',
  })
  highlights!: AuthorityHighlight[];
}

@ObjectType('AuthoritySearchConnection', {
  description: 'A page of found authorities (collectivités).',
  simpleResolvers: true,
})
export class AuthoritySearchConnection {
  @Field(() => [AuthoritySearchEdge], { description: 'The items with their cursors.' })
  edges!: AuthoritySearchEdge[];
  @Directive(PROVIDED)
  @Field(() => [Authority], {
    nullable: 'items',
    description: 'The items, without cursors; null in place of one that has gone since search took it in.',
  })
  nodes!: (object | null)[];
  @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
  pageInfo!: PageInfo;
  @Directive(COUNT_COST)
  @Field(() => Int, { description: TOTAL_DESCRIPTION })
  totalCount!: number;
  @Directive(COUNT_COST)
  @Field(() => Boolean, { description: IS_EXACT_DESCRIPTION })
  totalCountIsExact!: boolean;
  @Field(() => AuthorityFacets, {
    description:
      'How many authorities each value of a dimension would find; counted only when asked for (facettes).',
  })
  facets!: AuthorityFacets;
  @Directive('@cost(weight: 200)')
  @Field(() => Absence, { nullable: true, description: ABSENCE_DESCRIPTION })
  absence!: Absence | null;
  @Field(() => Dataset, {
    description:
      'The data set on which this answer rests, with its coverage and licence; what people entered comes on top of it (jeu de données).',
  })
  dataset!: object;
  @Field(() => Freshness, { description: 'How fresh this very answer is (fraîcheur).' })
  freshness!: Freshness;
}
