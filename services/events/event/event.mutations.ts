import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate, type MutationInput } from '#kernel/mutations';
import { problem } from '#vocabulary';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Event } from './event.type.js';
import {
  EventCancelInput,
  EventCreateInput,
  EventEditInput,
  EventHeldInput,
  EventPayload,
  EventPostponeInput,
} from './event.write.input.js';
import { SCOPE, cancelEvent, createEvent, editEvent, holdEvent, postponeEvent } from './event.writes.js';
import type { Stores } from '../stores.js';

const change = (name: string, input: MutationInput) => ({
  name,
  input,
  object: 'event',
  load: ({ events }: Stores, id: string) => events.byId.load(id),
  constraints: {
    event_order_check: problem('DATES_INVALID.ENDS_BEFORE_BEGINS', 'endDate'),
    event_registration_deadline_check: problem('DEADLINE_INVALID', 'registrationDeadline'),
    event_transition: problem('STATUS_INVALID.EVENT_TRANSITION', 'id'),
    event_held_later: problem('STATUS_INVALID.EVENT_NOT_BEGUN', name === 'eventCreate' ? 'status' : 'id'),
    event_place_needed: problem('PLACE_NEEDED', 'place'),
  },
});
const INPUT = { description: 'Fields of the mutation (saisie).' };
const EDITS = 'NOT_FOUND, VERSION_CONFLICT, STATUS_INVALID';
const DATES = 'DATE_INVALID, DATES_INVALID, DEADLINE_INVALID';
const FIELDS =
  'TEXT_INVALID, TIME_ZONE_INVALID, GROUP_INVALID, COUNTRIES_INVALID, COUNTRY_UNKNOWN, PLACE_NEEDED';

@Resolver(() => Event)
export class EventMutations {
  @Mutation(() => EventPayload, {
    description: `Creates an event of a country group that you manage (créer un événement). Problems: STATUS_INVALID, ${DATES}, ${FIELDS}.`,
  })
  @RequiresScopes(SCOPE)
  eventCreate(
    @Arg('input', () => EventCreateInput, INPUT) input: EventCreateInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('eventCreate', input), (transaction) => createEvent(transaction, input));
  }

  @Mutation(() => EventPayload, {
    description: `Changes an event of a country group that you manage, unless it was cancelled (modifier un événement). Problems: ${EDITS}, NOTHING_TO_CHANGE, VALUE_NEEDED, ${DATES}, ${FIELDS}.`,
  })
  @RequiresScopes(SCOPE)
  eventEdit(
    @Arg('input', () => EventEditInput, INPUT) input: EventEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('eventEdit', input), (transaction) => editEvent(transaction, input));
  }

  @Mutation(() => EventPayload, {
    description: `Postpones an event that was neither held nor cancelled, with or without new dates (reporter un événement). Problems: ${EDITS}, VALUE_NEEDED, ${DATES}, TEXT_INVALID, PLACE_NEEDED.`,
  })
  @RequiresScopes(SCOPE)
  eventPostpone(
    @Arg('input', () => EventPostponeInput, INPUT) input: EventPostponeInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('eventPostpone', input), (transaction) =>
      postponeEvent(transaction, input),
    );
  }

  @Mutation(() => EventPayload, {
    description: `Cancels an event that was not held; this is final (annuler un événement). Problems: ${EDITS}, TEXT_INVALID.`,
  })
  @RequiresScopes(SCOPE)
  eventCancel(
    @Arg('input', () => EventCancelInput, INPUT) input: EventCancelInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('eventCancel', input), (transaction) => cancelEvent(transaction, input));
  }

  @Mutation(() => EventPayload, {
    description: `Marks an event as held, from its first day on (marquer un événement comme tenu). Problems: ${EDITS}.`,
  })
  @RequiresScopes(SCOPE)
  eventHeld(
    @Arg('input', () => EventHeldInput, INPUT) input: EventHeldInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('eventHeld', input), (transaction) => holdEvent(transaction, input));
  }
}
