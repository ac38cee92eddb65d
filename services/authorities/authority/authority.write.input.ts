import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput, MutationPayload } from '#kernel/mutations';
import { DateScalar } from '#kernel/values';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Authority } from './authority.type.js';

@InputType('AuthorityMergeInput', {
  description: 'One authority is closed, and another takes over from it (fusion de collectivités).',
})
export class AuthorityMergeInput extends MutationInput {
  @Field(() => ID, { description: 'Id of the authority that is closed.' })
  closedId!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  closedVersion!: number;
  @Field(() => ID, {
    description: 'Id of the authority that takes over from it, one that exists (successeur).',
  })
  successorId!: string;
  @Field(() => Int, { description: `Of the successor. ${VERSION_DESCRIPTION}` })
  successorVersion!: number;
  @Field(() => DateScalar, {
    description:
      'The last day of the closed one, from 1790 on and not before it began, today in Europe/Paris at the latest (date de fin).',
  })
  validTo!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'A remark on the merger, in English, at most 1,000 characters: such as the decree (remarque).',
  })
  note?: string | null;
}

@ObjectType('AuthorityMergePayload', {
  description:
    'What came of a merger. Labels, expertises, partnerships, terms and events stay with the closed authority: its `successor` leads on from them, and a label goes to the successor by a decision of its own alone (`labelTransfer`). Members of a closed intermunicipal body are members of the successor until the official code says otherwise, and the population of the successor is not added up.',
  simpleResolvers: true,
})
export class AuthorityMergePayload extends MutationPayload {
  @Field(() => Authority, {
    nullable: true,
    description: 'The closed authority, with its successor; null when nothing was done.',
  })
  authority!: Authority | null;
}
