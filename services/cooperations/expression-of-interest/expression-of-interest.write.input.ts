import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput, MutationPayload } from '#kernel/mutations';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ExpressionOfInterest } from './expression-of-interest.type.js';

const ANSWER =
  'Answer to the authority, at most 2,000 characters; visible to the two sides and to administrators.';

@InputType('InterestExpressInput', { description: 'An answer of an authority to an open request.' })
export class InterestExpressInput extends MutationInput {
  @Field(() => ID, { description: 'The request.' })
  requestId!: string;
  @Field(() => ID, { description: 'The French authority that answers.' })
  authorityId!: string;
  @Field(() => String, {
    description:
      'What it offers, at most 5,000 characters; visible to the two sides of the request and to administrators.',
  })
  message!: string;
  @Field(() => String, {
    description:
      'Role mailbox of the authority, which begins with the name of an office such as `international@`; visible to the two sides of the request and to administrators.',
  })
  contact!: string;
}

@InputType('InterestWithdrawInput', { description: 'Withdraws an expression of interest.' })
export class InterestWithdrawInput extends MutationInput {
  @Field(() => ID, { description: 'The expression of interest.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
}

@InputType('InterestAcceptInput', { description: 'An expression of interest that the author accepts.' })
export class InterestAcceptInput extends MutationInput {
  @Field(() => ID, { description: 'The expression of interest.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => String, { nullable: true, description: ANSWER })
  answer?: string | null;
}

@InputType('InterestDeclineInput', { description: 'An expression of interest that the author declines.' })
export class InterestDeclineInput extends MutationInput {
  @Field(() => ID, { description: 'The expression of interest.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => String, { nullable: true, description: ANSWER })
  answer?: string | null;
}

const INTEREST = 'The expression of interest after the change; null when it was refused (manifestation).';

@ObjectType('InterestExpressPayload', {
  description: 'Result of expressing interest (résultat).',
  simpleResolvers: true,
})
export class InterestExpressPayload extends MutationPayload {
  @Field(() => ExpressionOfInterest, { nullable: true, description: INTEREST })
  expressionOfInterest!: object | null;
}

@ObjectType('InterestWithdrawPayload', {
  description: 'Result of a withdrawal (résultat).',
  simpleResolvers: true,
})
export class InterestWithdrawPayload extends MutationPayload {
  @Field(() => ExpressionOfInterest, { nullable: true, description: INTEREST })
  expressionOfInterest!: object | null;
}

@ObjectType('InterestAcceptPayload', {
  description: 'Result of an acceptance (résultat).',
  simpleResolvers: true,
})
export class InterestAcceptPayload extends MutationPayload {
  @Field(() => ExpressionOfInterest, { nullable: true, description: INTEREST })
  expressionOfInterest!: object | null;
}

@ObjectType('InterestDeclinePayload', {
  description: 'Result of declining (résultat).',
  simpleResolvers: true,
})
export class InterestDeclinePayload extends MutationPayload {
  @Field(() => ExpressionOfInterest, { nullable: true, description: INTEREST })
  expressionOfInterest!: object | null;
}
