import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput } from '#kernel/mutations';
import { DateScalar } from '#kernel/values';
import { Field, ID, InputType, Int } from 'type-graphql';

const NOTE = 'A remark on these dates, in English (remarque). At most 2,000 characters.';
const REASON =
  'Why the dates move, for the authorities concerned; required once an application was submitted (motif du report). At most 2,000 characters.';
const BEFORE =
  'Applications must arrive before this day begins in Europe/Paris: 00:00:00 is late (date limite, exclue).';

@InputType('CommitteeSessionOpenInput', {
  description: 'A new session of the committee (comité).',
})
export class CommitteeSessionOpenInput extends MutationInput {
  @Field(() => ID, { description: 'Code of the programme for which it sits, such as `EXPE_CT` (programme).' })
  programmeCode!: string;
  @Field(() => DateScalar, { description: 'When it was announced (date d’annonce).' })
  announcedOn!: string;
  @Field(() => DateScalar, { description: BEFORE })
  submissionsBefore!: string;
  @Field(() => DateScalar, {
    description:
      'Day of the session, the last day of submissions at the earliest: one day is enough (date du comité).',
  })
  heldOn!: string;
  @Field(() => String, { nullable: true, description: NOTE })
  note?: string | null;
}

@InputType('CommitteeSessionEditInput', {
  description: 'Changes to a session; omitted fields stay as they are (modification).',
})
export class CommitteeSessionEditInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'When it was announced; never null (date d’annonce).',
  })
  announcedOn?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: `${BEFORE} Once an application was submitted it can be put off, not brought forward; applications submitted in time stay in time. Never null.`,
  })
  submissionsBefore?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of the session; never null (date du comité).',
  })
  heldOn?: string | null;
  @Field(() => String, { nullable: true, description: NOTE })
  note?: string | null;
  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;
}
