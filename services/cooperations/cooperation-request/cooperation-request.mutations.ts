import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate, type MutationInput, type Transaction } from '#kernel/mutations';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { CooperationRequestRow } from './cooperation-request.store.js';
import { CooperationRequest } from './cooperation-request.type.js';
import {
  CooperationRequestCloseInput,
  CooperationRequestClosePayload,
  CooperationRequestEditInput,
  CooperationRequestEditPayload,
  CooperationRequestPublishInput,
  CooperationRequestPublishPayload,
} from './cooperation-request.write.input.js';
import {
  REQUEST_CONSTRAINTS,
  closeRequest,
  editRequest,
  publishRequest,
} from './cooperation-request.writes.js';
import type { Stores } from '../stores.js';

const CONTENT =
  'THEMES_INVALID, THEME_UNKNOWN, NEED_MISSING, LANGUAGE_UNKNOWN, EXPIRY_INVALID, TEXT_INVALID, CONTACT_INVALID, NUMBER_INVALID';
const COMMON = 'NOT_FOUND, VERSION_CONFLICT, REQUEST_NOT_OPEN';

@Resolver(() => CooperationRequest)
export class CooperationRequestMutations {
  @Mutation(() => CooperationRequestPublishPayload, {
    description: `Publishes a request of an authority abroad (publier une demande); it is open from today until the end of its last day in Europe/Paris. Problems: FOREIGN_AUTHORITY_UNKNOWN, ${CONTENT}.`,
  })
  @RequiresScopes('request:write')
  cooperationRequestPublish(
    @Arg('input', () => CooperationRequestPublishInput, { description: 'The request.' })
    input: CooperationRequestPublishInput,
    @Ctx() context: Context<Stores>,
  ) {
    return change(context, 'cooperationRequestPublish', input, (tx) => publishRequest(tx, input));
  }

  @Mutation(() => CooperationRequestEditPayload, {
    description: `Changes an open request (modifier). Problems: ${COMMON}, NOTHING_TO_CHANGE, VALUE_NEEDED, URGENCY_MISSING, ${CONTENT}.`,
  })
  @RequiresScopes('request:write')
  cooperationRequestEdit(
    @Arg('input', () => CooperationRequestEditInput, { description: 'The changes.' })
    input: CooperationRequestEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    return change(context, 'cooperationRequestEdit', input, (tx) => editRequest(tx, input));
  }

  @Mutation(() => CooperationRequestClosePayload, {
    description: `Closes a request that is open or matched (clore); pending expressions of interest lapse. Problems: ${COMMON}.`,
  })
  @RequiresScopes('request:write')
  cooperationRequestClose(
    @Arg('input', () => CooperationRequestCloseInput, { description: 'The request and the reason.' })
    input: CooperationRequestCloseInput,
    @Ctx() context: Context<Stores>,
  ) {
    return change(context, 'cooperationRequestClose', input, (tx) => closeRequest(tx, input));
  }
}

function change(
  context: Context<Stores>,
  name: string,
  input: MutationInput,
  work: (tx: Transaction) => Promise<string>,
) {
  return mutate<Stores, CooperationRequestRow>(
    context,
    {
      name,
      input,
      object: 'cooperationRequest',
      load: (stores, id) => stores.requests.byId.load(id),
      constraints: REQUEST_CONSTRAINTS,
    },
    work,
  );
}
