import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput, MutationPayload } from '#kernel/mutations';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ExpressionOfInterest } from './expression-of-interest.type.js';

const ANSWER =
  'What is said to the authority, at most 2,000 characters; the two sides and administrators see it.';

@InputType('InterestExpressInput', { description: 'An answer of an authority to an open request.' })
export class InterestExpressInput extends MutationInput {
  @Field(() => ID, { description: 'The request.' })
  requestId!: string;
  @Field(() => ID, { description: 'The French authority that answers.' })
  authorityId!: string;
  @Field(() => String, {
    description:
      'What it offers, at most 5,000 characters; the two sides of the request and administrators see it.',
  })
  message!: string;
  @Field(() => String, {
    description:
      'A role mailbox of the authority, whose name begins with that of an office, such as `international@`; the two sides of the request and administrators see it.',
  })
  contact!: string;
}

@InputType('InterestWithdrawInput', { description: 'An expression of interest that is taken back.' })
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

const INTEREST = 'The expression of interest as it is now; null when nothing was done (manifestation).';

@ObjectType('InterestExpressPayload', {
  description: 'What became of an expression of interest.',
  simpleResolvers: true,
})
export class InterestExpressPayload extends MutationPayload {
  @Field(() => ExpressionOfInterest, { nullable: true, description: INTEREST })
  expressionOfInterest!: object | null;
}

@ObjectType('InterestWithdrawPayload', {
  description: 'What became of a withdrawal.',
  simpleResolvers: true,
})
export class InterestWithdrawPayload extends MutationPayload {
  @Field(() => ExpressionOfInterest, { nullable: true, description: INTEREST })
  expressionOfInterest!: object | null;
}

@ObjectType('InterestAcceptPayload', {
  description: 'What became of an acceptance.',
  simpleResolvers: true,
})
export class InterestAcceptPayload extends MutationPayload {
  @Field(() => ExpressionOfInterest, { nullable: true, description: INTEREST })
  expressionOfInterest!: object | null;
}

@ObjectType('InterestDeclinePayload', {
  description: 'What became of a refusal.',
  simpleResolvers: true,
})
export class InterestDeclinePayload extends MutationPayload {
  @Field(() => ExpressionOfInterest, { nullable: true, description: INTEREST })
  expressionOfInterest!: object | null;
}
