import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput } from '#kernel/mutations';
import { DateScalar } from '#kernel/values';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType('LabelRevokeInput', { description: 'Revokes a label (retrait).' })
export class LabelRevokeInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => String, { description: 'Reason, which is public (motif). At most 10,000 characters.' })
  reason!: string;
}

@InputType('LabelEditInput', {
  description: 'Corrects the validity of a label; omitted fields stay as they are (correction).',
})
export class LabelEditInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The first day on which it is valid, within a year of the award; never null (début de validité).',
  })
  validFrom?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The last day on which it is valid, at most 20 years after the first; null: no end is set (fin de validité).',
  })
  validUntil?: string | null;
  @Field(() => String, { description: 'Reason, which is public (motif). At most 10,000 characters.' })
  reason!: string;
}

@InputType('LabelTransferInput', { description: 'Transfers a label to another authority (transfert).' })
export class LabelTransferInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => ID, { description: 'Id of the new holder (collectivité qui succède).' })
  authorityId!: string;
  @Field(() => String, {
    description: 'Reason, such as the merger, which is public (motif). At most 10,000 characters.',
  })
  reason!: string;
}
