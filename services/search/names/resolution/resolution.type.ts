import { LabelField, LabelLanguageField } from '#kernel/graphql';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Authority } from '../../references/authority.type.js';
import { NameAmbiguity } from '../../references/name-ambiguity.type.js';

export enum ResolutionStatus {
  FOUND = 'FOUND',
  SUCCEEDED = 'SUCCEEDED',
  CLOSED = 'CLOSED',
  AMBIGUOUS = 'AMBIGUOUS',
  NOT_FOUND = 'NOT_FOUND',
}
registerEnumType(ResolutionStatus, {
  name: 'ResolutionStatus',
  description: 'What became of the authority that was asked for (issue de la recherche).',
  valuesConfig: {
    FOUND: { description: 'It is an authority of today (trouvée).' },
    SUCCEEDED: {
      description:
        'It is not, or no longer, an authority of its own; that of today which answers for it is given (remplacée).',
    },
    CLOSED: { description: 'It was closed, and no successor is known (fermée).' },
    AMBIGUOUS: { description: 'Several authorities have this name: see the candidates (ambiguë).' },
    NOT_FOUND: { description: 'No authority is known so (inconnue).' },
  },
});

@ObjectType('AuthorityResolution', {
  description:
    'Which authority of today a SIREN, a code or a name stands for (identification d’une collectivité).',
  simpleResolvers: true,
})
export class AuthorityResolution {
  @Field(() => ResolutionStatus, { description: 'What became of the authority that was asked for.' })
  status!: ResolutionStatus;

  @Field(() => Authority, {
    nullable: true,
    description: 'The authority of today; null when there is none, or no single one (collectivité actuelle).',
  })
  authority!: Pick<Authority, 'id'> | null;

  @Field(() => Authority, {
    nullable: true,
    description:
      'The closed authority that was asked for; null when it exists, and for merged communes and dissolved bodies, of which only name and codes are known (collectivité demandée).',
  })
  asked!: Pick<Authority, 'id'> | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The name that goes with what was asked for, where it is not that of today’s authority: an alias, or that of a merged commune, of a district, of a closed authority (nom demandé).',
  })
  askedName!: string | null;

  @Field(() => [Authority], {
    description:
      'The authorities that have this name, at most 10, the largest first; empty unless ambiguous (candidates).',
  })
  candidates!: Pick<Authority, 'id'>[];

  @Field(() => Int, { description: 'How many authorities have this name (nombre de candidates).' })
  candidateCount!: number;

  @Field(() => [Authority], {
    description:
      'Where authorities of today have the name: the others that have a part so called, or absorbed an authority so called, at most 10, the largest first. Évry is a village, and the former name of Évry-Courcouronnes (homonymes fusionnés).',
  })
  mergedHomonyms!: Pick<Authority, 'id'>[];

  @Field(() => NameAmbiguity, {
    nullable: true,
    description:
      'What is known of confusions about this name; null when nothing is, and for codes (homonymie).',
  })
  nameAmbiguity!: NameAmbiguity | null;

  @LabelField('explanation', 'The answer in a sentence (explication).')
  explanation!: string;

  @LabelLanguageField('explanation')
  language!: string;
}
