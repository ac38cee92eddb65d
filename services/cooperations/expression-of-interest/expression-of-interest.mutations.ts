import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate, type Transaction } from '#kernel/mutations';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ExpressionOfInterestEntity } from './expression-of-interest.entity.js';
import { ExpressionOfInterest } from './expression-of-interest.type.js';
import {
  InterestAcceptInput,
  InterestAcceptPayload,
  InterestDeclineInput,
  InterestDeclinePayload,
  InterestExpressInput,
  InterestExpressPayload,
  InterestWithdrawInput,
  InterestWithdrawPayload,
} from './expression-of-interest.write.input.js';
import {
  INTEREST_CONSTRAINTS,
  acceptInterest,
  declineInterest,
  expressInterest,
  withdrawInterest,
} from './expression-of-interest.writes.js';
import type { Stores } from '../stores.js';

const EXPECTED = 'NOT_FOUND (also without permission to see it), VERSION_CONFLICT, INTEREST_NOT_PENDING';

@Resolver(() => ExpressionOfInterest)
export class ExpressionOfInterestMutations {
  @Mutation(() => InterestExpressPayload, {
    description:
      'Answers an open request in the name of an authority: one live answer at a time, three in all (manifester un intérêt). Only the author of the request sees it. Problems: CLOSED, NOT_FOUND, REQUEST_NOT_OPEN, REQUEST_WITHOUT_AUTHOR, INTEREST_EXISTS, TOO_MANY_REPLIES, TEXT_INVALID, CONTACT_INVALID.',
  })
  @RequiresScopes('interest:write')
  interestExpress(
    @Arg('input', () => InterestExpressInput, { description: 'The answer.' }) input: InterestExpressInput,
    @Ctx() context: Context<Stores>,
  ) {
    return change(context, 'interestExpress', input, (tx) => expressInterest(tx, input));
  }

  @Mutation(() => InterestWithdrawPayload, {
    description: `Withdraws a pending expression of interest (retirer). Problems: CLOSED, ${EXPECTED}.`,
  })
  @RequiresScopes('interest:write')
  interestWithdraw(
    @Arg('input', () => InterestWithdrawInput, { description: 'The expression of interest.' })
    input: InterestWithdrawInput,
    @Ctx() context: Context<Stores>,
  ) {
    return change(context, 'interestWithdraw', input, (tx) => withdrawInterest(tx, input));
  }

  @Mutation(() => InterestAcceptPayload, {
    description: `Accepts an expression of interest (accepter): the request is matched, the authority becomes public, and the other pending expressions of interest lapse. Problems: ${EXPECTED}, REQUEST_NOT_OPEN, TEXT_INVALID.`,
  })
  @RequiresScopes('request:write')
  interestAccept(
    @Arg('input', () => InterestAcceptInput, { description: 'The expression of interest.' })
    input: InterestAcceptInput,
    @Ctx() context: Context<Stores>,
  ) {
    return change(context, 'interestAccept', input, (tx) => acceptInterest(tx, input));
  }

  @Mutation(() => InterestDeclinePayload, {
    description: `Declines an expression of interest (décliner); only the authority sees it. Problems: ${EXPECTED}, TEXT_INVALID.`,
  })
  @RequiresScopes('request:write')
  interestDecline(
    @Arg('input', () => InterestDeclineInput, { description: 'The expression of interest.' })
    input: InterestDeclineInput,
    @Ctx() context: Context<Stores>,
  ) {
    return change(context, 'interestDecline', input, (tx) => declineInterest(tx, input));
  }
}

function change(
  context: Context<Stores>,
  name: string,
  input: InterestExpressInput | InterestWithdrawInput,
  work: (tx: Transaction) => Promise<string>,
) {
  return mutate<Stores, ExpressionOfInterestEntity>(
    context,
    {
      name,
      input,
      object: 'expressionOfInterest',
      load: (stores, id) => stores.interests.byId.load(id),
      constraints: INTEREST_CONSTRAINTS,
    },
    work,
  );
}
