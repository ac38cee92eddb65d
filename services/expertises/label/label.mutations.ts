import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate } from '#kernel/mutations';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Label } from './label.type.js';
import { transferLabel } from './label-transfer.writes.js';
import { LabelEditInput, LabelRevokeInput, LabelTransferInput } from './label.write.input.js';
import { VALIDITY_CONSTRAINTS, editLabel, revokeLabel } from './label.writes.js';
import { payloadOf } from '../payload.js';
import type { Stores } from '../stores.js';

const shown = { object: 'label', load: (stores: Stores, id: string) => stores.labels.byId.load(id) };
const constraints = {
  ...VALIDITY_CONSTRAINTS,
  label_one_in_force: {
    code: 'LABEL_IN_FORCE',
    message: 'The authority has another label for this expertise at that time.',
    field: 'validFrom',
  },
  label_expertise: {
    code: 'EXPERTISE_WITHDRAWN',
    message: 'The expertise was withdrawn.',
    field: 'id',
  },
};

const LabelEditPayload = payloadOf('LabelEdit', 'label', Label, 'the label');
const LabelTransferPayload = payloadOf('LabelTransfer', 'label', Label, 'the label');
const LabelRevokePayload = payloadOf('LabelRevoke', 'label', Label, 'the label');

@Resolver(() => Label)
export class LabelMutations {
  @Mutation(() => LabelEditPayload, {
    description:
      'Corrects for which days a label is valid, when that was written down wrongly; one that was granted wrongly is revoked, and the expertise can apply again at another session (corriger la validité d’un label). Problems: NOT_FOUND, VERSION_CONFLICT, LABEL_REVOKED, VALUE_NEEDED, NOTHING_TO_CHANGE, DATES_INVALID, LABEL_IN_FORCE, EXPERTISE_WITHDRAWN, TEXT_INVALID.',
  })
  @RequiresScopes('label:decide')
  labelEdit(
    @Arg('input', () => LabelEditInput, { description: 'Which one, what is right, and why.' })
    input: LabelEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, { name: 'labelEdit', input, ...shown, constraints }, (transaction) =>
      editLabel(transaction, input),
    );
  }

  @Mutation(() => LabelRevokePayload, {
    description:
      'Takes a label back, from today on (retirer un label). Problems: NOT_FOUND, VERSION_CONFLICT, LABEL_REVOKED, LABEL_EXPIRED, TEXT_INVALID.',
  })
  @RequiresScopes('label:decide')
  labelRevoke(
    @Arg('input', () => LabelRevokeInput, { description: 'Which one, and why.' }) input: LabelRevokeInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, { name: 'labelRevoke', input, ...shown }, (transaction) =>
      revokeLabel(transaction, input),
    );
  }

  @Mutation(() => LabelTransferPayload, {
    description:
      'Passes a label to another authority by an explicit decision, as after a merger: nothing else moves a label (transférer un label). Whether that authority is the successor is for the reviewer to judge, and for the reason to say: it is not checked. If it has an expertise of the same theme and title, the label alone passes to that one; otherwise the expertise behind it passes, with all its labels, which is refused while a label application for it, drafts too, is open. Applications stay with who made them. Problems: NOT_FOUND, VERSION_CONFLICT, SAME_AUTHORITY, LABEL_REVOKED, LABEL_EXPIRED, LABEL_IN_FORCE, LABEL_APPLIED_FOR, EXPERTISE_EXISTS, TEXT_INVALID.',
  })
  @RequiresScopes('label:decide')
  labelTransfer(
    @Arg('input', () => LabelTransferInput, { description: 'Which one, to whom, and why.' })
    input: LabelTransferInput,
    @Ctx() context: Context<Stores>,
  ) {
    const transferConstraints = {
      label_one_in_force: {
        code: 'LABEL_IN_FORCE',
        message: 'Its expertise of the same theme and title has a label for some of the same days.',
        field: 'authorityId',
      },
      expertise_title: {
        code: 'EXPERTISE_EXISTS',
        message: 'It has just declared an expertise of the same theme and title: decide anew.',
        field: 'authorityId',
      },
    };
    return mutate(
      context,
      { name: 'labelTransfer', input, ...shown, constraints: transferConstraints },
      (transaction) => transferLabel(transaction, input),
    );
  }
}
