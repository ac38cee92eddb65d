import { MutationInput, VERSION_DESCRIPTION } from '#kernel';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType('LabelRevokeInput', { description: 'The label that is taken back (retrait).' })
export class LabelRevokeInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => String, { description: 'Why; everybody can read it (motif). At most 10,000 characters.' })
  reason!: string;
}
