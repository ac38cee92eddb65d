import { setTimeout as sleep } from 'node:timers/promises';
import { Authenticated, RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { sql } from '#kernel/database';
import { mutate, type MutationInput, type Transaction } from '#kernel/mutations';
import { requireId } from '#kernel/values';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Stores } from '../stores.js';
import type { AccessRequestRow } from './access-request.store.js';
import { AccessRequest } from './access-request.type.js';
import {
  AccessRequestDeclineInput,
  AccessRequestGrantInput,
  AccessRequestPayload,
  AccessRequestSubmitInput,
  AccessRequestWithdrawInput,
} from './access-request.write.input.js';
import {
  ACCESS_REQUEST_CONSTRAINTS,
  DECIDE_SCOPE,
  declineRequest,
  grantRequest,
  submitRequest,
  withdrawRequest,
} from './access-request.writes.js';

@Resolver(() => AccessRequest)
export class AccessRequestMutations {
  @Mutation(() => AccessRequestPayload, {
    description:
      'Asks for the role of a local authority abroad (demander un accès). Any person with a token may, also one without a role here; at most 5 requests are open at once, and one for each authority. Problems: PERSON_NEEDED, AUTHORITY_UNCLEAR, FOREIGN_AUTHORITY_UNKNOWN, COUNTRY_UNKNOWN, TEXT_INVALID, CONTACT_INVALID, ACCESS_REQUESTED, ACCESS_LIMIT, ROLE_GRANTED.',
  })
  @Authenticated()
  accessRequestSubmit(
    @Arg('input', () => AccessRequestSubmitInput, { description: 'The request.' })
    input: AccessRequestSubmitInput,
    @Ctx() context: Context<Stores>,
  ) {
    return change(context, 'accessRequestSubmit', input, (tx) => submitRequest(tx, input));
  }

  @Mutation(() => AccessRequestPayload, {
    description:
      'Grants a request for access (accorder): the person has the role of the authority from their next request on. Problems: NOT_FOUND, VERSION_CONFLICT, STATUS_INVALID, OWN_REQUEST, AUTHORITY_UNCLEAR, FOREIGN_AUTHORITY_UNKNOWN, TEXT_INVALID, ROLE_GRANTED.',
  })
  @RequiresScopes(DECIDE_SCOPE)
  async accessRequestGrant(
    @Arg('input', () => AccessRequestGrantInput, { description: 'The request and the authority.' })
    input: AccessRequestGrantInput,
    @Ctx() context: Context<Stores>,
  ) {
    if (input.foreignAuthorityId != null) await waitFor(context, input.foreignAuthorityId);
    return change(context, 'accessRequestGrant', input, (tx) => grantRequest(tx, input));
  }

  @Mutation(() => AccessRequestPayload, {
    description:
      'Declines a request for access, with a reason for the person (refuser). Problems: NOT_FOUND, VERSION_CONFLICT, STATUS_INVALID, TEXT_INVALID.',
  })
  @RequiresScopes(DECIDE_SCOPE)
  accessRequestDecline(
    @Arg('input', () => AccessRequestDeclineInput, { description: 'The request and the reason.' })
    input: AccessRequestDeclineInput,
    @Ctx() context: Context<Stores>,
  ) {
    return change(context, 'accessRequestDecline', input, (tx) => declineRequest(tx, input));
  }

  @Mutation(() => AccessRequestPayload, {
    description:
      'Withdraws a request for access of one’s own while it is open (retirer). Problems: NOT_FOUND, STATUS_INVALID.',
  })
  @Authenticated()
  accessRequestWithdraw(
    @Arg('input', () => AccessRequestWithdrawInput, { description: 'The request.' })
    input: AccessRequestWithdrawInput,
    @Ctx() context: Context<Stores>,
  ) {
    return change(context, 'accessRequestWithdraw', input, (tx) => withdrawRequest(tx, input));
  }
}

function change(
  context: Context<Stores>,
  name: string,
  input: MutationInput,
  work: (tx: Transaction) => Promise<string>,
) {
  return mutate<Stores, AccessRequestRow>(
    context,
    {
      name,
      input,
      object: 'accessRequest',
      load: (stores, id) => stores.accessRequests.byId.load(id),
      constraints: ACCESS_REQUEST_CONSTRAINTS,
    },
    work,
  );
}

const POLL_MS = 100;
const PATIENCE_MS = 3_000;

/** Waits until an authority that was entered a moment ago is known here, too; not knowing it then is a problem of the grant. */
async function waitFor({ reader }: Context<Stores>, foreignAuthorityId: string): Promise<void> {
  const id = requireId('ForeignAuthority', foreignAuthorityId, 'input.foreignAuthorityId');
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(POLL_MS)) {
    const known = await reader
      .named('AccessRequest.isKnown')
      .rows(sql`SELECT 1 AS known FROM foreign_authority WHERE id = ${id}`);
    if (known.length) return;
  }
}
