import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate } from '#kernel/mutations';
import { problem } from '#vocabulary';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Label } from './label.type.js';
import { transferLabel } from './label-transfer.writes.js';
import { LabelEditInput, LabelRevokeInput, LabelTransferInput } from './label.write.input.js';
import { VALIDITY_CONSTRAINTS, editLabel, revokeLabel } from './label.writes.js';
import { payloadOf } from '../payload.js';
import type { Stores } from '../stores.js';

const mutation = { object: 'label', load: (stores: Stores, id: string) => stores.labels.byId.load(id) };
const constraints = {
  ...VALIDITY_CONSTRAINTS,
  label_one_in_force: problem('LABEL_IN_FORCE.ANOTHER', 'validFrom'),
  label_expertise: problem('EXPERTISE_WITHDRAWN.REFERENCE', 'id'),
};

const LabelEditPayload = payloadOf('LabelEdit', 'label', Label, 'the label');
const LabelTransferPayload = payloadOf('LabelTransfer', 'label', Label, 'the label');
const LabelRevokePayload = payloadOf('LabelRevoke', 'label', Label, 'the label');

@Resolver(() => Label)
export class LabelMutations {
  @Mutation(() => LabelEditPayload, {
    description:
      'Corrects the validity of a label that was recorded wrongly (corriger la validité d’un label). A label that was granted wrongly is revoked instead, and the authority can apply at another session. Problems: NOT_FOUND, VERSION_CONFLICT, LABEL_REVOKED, VALUE_NEEDED, NOTHING_TO_CHANGE, DATES_INVALID, LABEL_IN_FORCE, EXPERTISE_WITHDRAWN, TEXT_INVALID.',
  })
  @RequiresScopes('label:decide')
  labelEdit(
    @Arg('input', () => LabelEditInput, { description: 'The label, the correct days and the reason.' })
    input: LabelEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, { name: 'labelEdit', input, ...mutation, constraints }, (transaction) =>
      editLabel(transaction, input),
    );
  }

  @Mutation(() => LabelRevokePayload, {
    description:
      'Revokes a label from today on (retirer un label). Problems: NOT_FOUND, VERSION_CONFLICT, LABEL_REVOKED, LABEL_EXPIRED, TEXT_INVALID.',
  })
  @RequiresScopes('label:decide')
  labelRevoke(
    @Arg('input', () => LabelRevokeInput, { description: 'The label and the reason.' })
    input: LabelRevokeInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, { name: 'labelRevoke', input, ...mutation }, (transaction) =>
      revokeLabel(transaction, input),
    );
  }

  @Mutation(() => LabelTransferPayload, {
    description:
      'Transfers a label to another authority, such as the successor after a merger; a merger alone does not move labels (transférer un label). The reviewer judges whether the authority is the successor and states it in the reason: it is not checked. If the authority has an expertise of the same theme and title, that expertise receives the label; otherwise the expertise of the label is transferred with all its labels, which is refused while it has an open application or draft. Applications stay with the authority that made them. Problems: NOT_FOUND, VERSION_CONFLICT, SAME_AUTHORITY, LABEL_REVOKED, LABEL_EXPIRED, LABEL_IN_FORCE, LABEL_APPLIED_FOR, EXPERTISE_EXISTS, TEXT_INVALID.',
  })
  @RequiresScopes('label:decide')
  labelTransfer(
    @Arg('input', () => LabelTransferInput, { description: 'The label, the new holder and the reason.' })
    input: LabelTransferInput,
    @Ctx() context: Context<Stores>,
  ) {
    const transferConstraints = {
      label_one_in_force: problem('LABEL_IN_FORCE.TRANSFER', 'authorityId'),
      expertise_title: problem('EXPERTISE_EXISTS.JUST_DECLARED', 'authorityId'),
    };
    return mutate(
      context,
      { name: 'labelTransfer', input, ...mutation, constraints: transferConstraints },
      (transaction) => transferLabel(transaction, input),
    );
  }
}
