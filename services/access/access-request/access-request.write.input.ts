import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput, MutationPayload } from '#kernel/mutations';
import { CountryCodeScalar, ForeignAuthorityKind } from '#vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { AccessRequest } from './access-request.type.js';

@InputType('ProposedForeignAuthorityInput', {
  description: 'A local authority abroad that is not known yet (autorité locale étrangère proposée).',
})
export class ProposedForeignAuthorityInput {
  @Field(() => String, { description: 'Its name, at most 200 characters (nom).' })
  name!: string;
  @Field(() => CountryCodeScalar, { description: 'Its country, another than France (pays).' })
  country!: string;
  @Field(() => ForeignAuthorityKind, { description: 'What kind of authority it is (nature).' })
  kind!: `${ForeignAuthorityKind}`;
}

@InputType('AccessRequestSubmitInput', {
  description: 'A request to write for a local authority abroad (demande d’accès).',
})
export class AccessRequestSubmitInput extends MutationInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'Id of the authority, when it is known: see `foreignAuthorityCandidates` (autorité locale étrangère).',
  })
  foreignAuthorityId?: string | null;
  @Field(() => ProposedForeignAuthorityInput, {
    nullable: true,
    description: 'The authority, when it is not known yet (autorité proposée).',
  })
  proposed?: ProposedForeignAuthorityInput | null;
  @Field(() => String, {
    description:
      'The office for which you ask, such as "Service de la coopération", at most 200 characters; no person’s name (service).',
  })
  office!: string;
  @Field(() => String, {
    description:
      'The mailbox of the office, never a person’s, at which those who decide can reach it (adresse de contact).',
  })
  contact!: string;
  @Field(() => String, {
    description: 'Why you ask, and how it can be verified, at most 2,000 characters (message).',
  })
  message!: string;
}

@InputType('AccessRequestGrantInput', { description: 'A request for access that is granted (accord).' })
export class AccessRequestGrantInput extends MutationInput {
  @Field(() => ID, { description: 'Id of the request.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => ID, {
    nullable: true,
    description:
      'Id of the authority for which access is granted: enter it first (`foreignAuthorityCreate`) when the request proposes one; absent: the one that the request names (autorité locale étrangère).',
  })
  foreignAuthorityId?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'A word to the person, at most 1,000 characters (réponse).',
  })
  answer?: string | null;
}

@InputType('AccessRequestDeclineInput', { description: 'A request for access that is declined (refus).' })
export class AccessRequestDeclineInput extends MutationInput {
  @Field(() => ID, { description: 'Id of the request.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => String, { description: 'Why, for the person, at most 1,000 characters (motif).' })
  reason!: string;
}

@InputType('AccessRequestWithdrawInput', { description: 'A request for access that is withdrawn (retrait).' })
export class AccessRequestWithdrawInput extends MutationInput {
  @Field(() => ID, { description: 'Id of the request.' })
  id!: string;
}

@ObjectType('AccessRequestPayload', {
  description: 'What became of a request for access (demande d’accès).',
  simpleResolvers: true,
})
export class AccessRequestPayload extends MutationPayload {
  @Field(() => AccessRequest, {
    nullable: true,
    description: 'The request; null when nothing was done (demande d’accès).',
  })
  accessRequest!: AccessRequest | null;
}
