import { RequiresScopes, mutate, type Context } from '#kernel';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Label } from './label.type.js';
import { revokeLabel } from './label.writes.js';
import { LabelRevokeInput } from './label.write.input.js';
import { payloadOf } from './payload.js';
import type { Stores } from './stores.js';

const LabelRevokePayload = payloadOf('LabelRevoke', 'label', Label, 'the label');

@Resolver(() => Label)
export class LabelMutations {
  @Mutation(() => LabelRevokePayload, {
    description:
      'Takes a label back, from today on (retirer un label). Problems: NOT_FOUND, VERSION_CONFLICT, LABEL_REVOKED, LABEL_EXPIRED, TEXT_INVALID.',
  })
  @RequiresScopes('label:decide')
  labelRevoke(
    @Arg('input', () => LabelRevokeInput, { description: 'Which one, and why.' }) input: LabelRevokeInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(
      context,
      {
        name: 'labelRevoke',
        input,
        object: 'label',
        load: (stores: Stores, id) => stores.labels.byId.load(id),
      },
      (transaction) => revokeLabel(transaction, input),
    );
  }
}
