import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput, MutationPayload } from '#kernel/mutations';
import { DateScalar, TimeScalar } from '#kernel/values';
import { CountryCodeScalar } from '#vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Event, EventKind, EventMode, EventStatus } from './event.type.js';

const REASON = 'Why, as its organisers say it, at most 1,000 characters (motif).';

/** What creation and edit have in common. */
@InputType()
abstract class EventFields extends MutationInput {
  @Field(() => String, {
    nullable: true,
    description: 'Its English title, at most 200 characters (intitulé anglais).',
  })
  titleEn?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Its last day; the first one when it is created without (fin).',
  })
  endDate?: string | null;
  @Field(() => TimeScalar, {
    nullable: true,
    description: 'When it begins, on the clocks of Paris (heure de début).',
  })
  startTime?: string | null;
  @Field(() => TimeScalar, {
    nullable: true,
    description: 'When it ends on its last day, on the clocks of Paris (heure de fin).',
  })
  endTime?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Where it takes place, at most 200 characters (lieu); needed where one has to go there and it is scheduled.',
  })
  place?: string | null;
  @Field(() => ID, {
    nullable: true,
    description:
      'Code of the country group whose event it is, one that you manage (groupe-pays). Events of no group are for those who manage all.',
  })
  countryGroupCode?: string | null;
  @Field(() => [CountryCodeScalar], {
    nullable: true,
    description: 'The countries that it is about, at most 30 (pays).',
  })
  countryCodes?: string[] | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The last day on which one may register, the first day of the event at the latest (date limite d’inscription).',
  })
  registrationDeadline?: string | null;
  @Field(() => String, { nullable: true, description: 'A remark, in English, at most 1,000 characters.' })
  note?: string | null;
}

@InputType('EventCreateInput', { description: 'A new event of the agenda (création d’un événement).' })
export class EventCreateInput extends EventFields {
  @Field(() => EventKind, { description: 'What it is (type).' })
  kind!: EventKind;
  @Field(() => String, { description: 'Its French title, at most 200 characters (intitulé).' })
  titleFr!: string;
  @Field(() => DateScalar, { description: 'Its first day (début).' })
  startDate!: string;
  @Field(() => EventMode, { description: 'How it is attended (modalité).' })
  mode!: EventMode;
  @Field(() => EventStatus, {
    nullable: true,
    description:
      '`SCHEDULED` when absent; or `SAVE_THE_DATE`, or `HELD` for one that has begun (statut). Others come by their own mutations.',
  })
  status?: EventStatus | null;
}

@InputType('EventEditInput', {
  description:
    'What should be different in an event; what is left out stays, null clears what can be cleared (modification d’un événement).',
})
export class EventEditInput extends EventFields {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => EventKind, { nullable: true, description: 'What it is (type).' })
  kind?: EventKind | null;
  @Field(() => String, {
    nullable: true,
    description: 'Its French title, at most 200 characters (intitulé).',
  })
  titleFr?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Its first day (début).' })
  startDate?: string | null;
  @Field(() => EventMode, { nullable: true, description: 'How it is attended (modalité).' })
  mode?: EventMode | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: its details are known, and it is `SCHEDULED` from now on (confirmation d’une date à retenir).',
  })
  isScheduled?: boolean | null;
}

@InputType('EventPostponeInput', { description: 'An event is put off (report d’un événement).' })
export class EventPostponeInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Its new first day, later than the old one: it takes place then. Absent: it is not known yet, and the event is `POSTPONED` with its old dates.',
  })
  startDate?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Its new last day; the new first one when absent (fin).',
  })
  endDate?: string | null;
  @Field(() => TimeScalar, {
    nullable: true,
    description: 'When it begins, on the clocks of Paris; as before when absent (heure de début).',
  })
  startTime?: string | null;
  @Field(() => TimeScalar, {
    nullable: true,
    description: 'When it ends, on the clocks of Paris; as before when absent (heure de fin).',
  })
  endTime?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The new last day on which one may register; as before when absent (date limite).',
  })
  registrationDeadline?: string | null;
  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;
}

@InputType('EventCancelInput', { description: 'An event is called off (annulation d’un événement).' })
export class EventCancelInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;
}

@InputType('EventHeldInput', { description: 'An event took place (événement tenu).' })
export class EventHeldInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
}

@ObjectType('EventPayload', { description: 'What came of a change to an event.', simpleResolvers: true })
export class EventPayload extends MutationPayload {
  @Field(() => Event, { nullable: true, description: 'The event as it is now; null when nothing was done.' })
  event!: Event | null;
}
