import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationInput, MutationPayload } from '#kernel/mutations';
import { DateScalar, TimeScalar } from '#kernel/values';
import { CountryCodeScalar } from '#vocabulary';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Event, EventKind, EventMode, EventStatus } from './event.type.js';

const REASON = 'Reason given by the organisers, at most 1,000 characters (motif).';

/** Fields that creation and edit share. */
@InputType()
abstract class EventFields extends MutationInput {
  @Field(() => String, {
    nullable: true,
    description: 'Its English title, at most 200 characters (intitulé anglais).',
  })
  titleEn?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Its last day; at creation the first day when absent (fin).',
  })
  endDate?: string | null;
  @Field(() => TimeScalar, {
    nullable: true,
    description: 'Time at which it begins, in its time zone (heure de début).',
  })
  startTime?: string | null;
  @Field(() => TimeScalar, {
    nullable: true,
    description: 'Time at which it ends on its last day, in its time zone (heure de fin).',
  })
  endTime?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Time zone of its days and times, by its IANA name, such as `Africa/Porto-Novo`; `Europe/Paris` when absent at creation (fuseau horaire).',
  })
  timeZone?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Where it is held, at most 200 characters (lieu); required for a scheduled event that people attend in person.',
  })
  place?: string | null;
  @Field(() => ID, {
    nullable: true,
    description:
      'Code of the country group that organises it, one that you manage (groupe-pays). Events without a group require permission for all groups.',
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
      'Last day for registration, the first day of the event at the latest (date limite d’inscription).',
  })
  registrationDeadline?: string | null;
  @Field(() => String, { nullable: true, description: 'A remark, in English, at most 1,000 characters.' })
  note?: string | null;
}

@InputType('EventCreateInput', { description: 'A new event of the agenda (création d’un événement).' })
export class EventCreateInput extends EventFields {
  @Field(() => EventKind, { description: 'Its kind (type).' })
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
      '`SCHEDULED` when absent; or `SAVE_THE_DATE`, or `HELD` for an event that has begun (statut). Other statuses have their own mutations.',
  })
  status?: EventStatus | null;
}

@InputType('EventEditInput', {
  description:
    'Changes to an event; omitted fields stay as they are, null clears a field that can be empty (modification d’un événement).',
})
export class EventEditInput extends EventFields {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => EventKind, { nullable: true, description: 'Its kind (type).' })
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
      'True sets the status `SCHEDULED`, once the details are known (confirmation d’une date à retenir).',
  })
  isScheduled?: boolean | null;
}

@InputType('EventPostponeInput', { description: 'Postpones an event (report d’un événement).' })
export class EventPostponeInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Its new first day, after the old one. Absent when it is not known yet: the event is then `POSTPONED` with its old dates.',
  })
  startDate?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Its new last day; the new first day when absent (fin).',
  })
  endDate?: string | null;
  @Field(() => TimeScalar, {
    nullable: true,
    description: 'Time at which it begins, in its time zone; unchanged when absent (heure de début).',
  })
  startTime?: string | null;
  @Field(() => TimeScalar, {
    nullable: true,
    description: 'Time at which it ends, in its time zone; unchanged when absent (heure de fin).',
  })
  endTime?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'New last day for registration; unchanged when absent (date limite).',
  })
  registrationDeadline?: string | null;
  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;
}

@InputType('EventCancelInput', { description: 'Cancels an event (annulation d’un événement).' })
export class EventCancelInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;
}

@InputType('EventHeldInput', { description: 'Marks an event as held (événement tenu).' })
export class EventHeldInput extends MutationInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
}

@ObjectType('EventPayload', {
  description: 'Result of a change to an event (résultat).',
  simpleResolvers: true,
})
export class EventPayload extends MutationPayload {
  @Field(() => Event, {
    nullable: true,
    description: 'The event after the change; null when it was refused.',
  })
  event!: Event | null;
}
