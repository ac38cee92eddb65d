import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate, type MutationInput } from '#kernel/mutations';
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
    event_order_check: { code: 'DATES_INVALID', message: 'It ends before it begins.', field: 'endDate' },
    event_registration_deadline_check: {
      code: 'DEADLINE_INVALID',
      message: 'One may register until its first day at the latest.',
      field: 'registrationDeadline',
    },
    event_times_exist: {
      code: 'TIME_INVALID',
      message: 'There is no such time in Paris on that day: clocks pass over it when summer time begins.',
    },
    event_transition: {
      code: 'STATUS_INVALID',
      message: 'An event in its status does not become that.',
      field: 'id',
    },
    event_held_later: {
      code: 'STATUS_INVALID',
      message: 'It has not begun yet.',
      field: name === 'eventCreate' ? 'status' : 'id',
    },
    event_place_needed: { code: 'PLACE_NEEDED', message: 'Say where one has to go.', field: 'place' },
  },
});
const INPUT = { description: 'What to do (saisie).' };
const EDITS = 'NOT_FOUND, VERSION_CONFLICT, STATUS_INVALID';
const DATES = 'DATE_INVALID, DATES_INVALID, DEADLINE_INVALID, TIME_INVALID';
const FIELDS = 'TEXT_INVALID, GROUP_INVALID, COUNTRIES_INVALID, COUNTRY_UNKNOWN, PLACE_NEEDED';

@Resolver(() => Event)
export class EventMutations {
  @Mutation(() => EventPayload, {
    description: `Enters an event of a country group that one manages (créer un événement). Problems: STATUS_INVALID, ${DATES}, ${FIELDS}.`,
  })
  @RequiresScopes(SCOPE)
  eventCreate(
    @Arg('input', () => EventCreateInput, INPUT) input: EventCreateInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('eventCreate', input), (transaction) => createEvent(transaction, input));
  }

  @Mutation(() => EventPayload, {
    description: `Changes an event of a country group that one manages, unless it was called off (modifier un événement). Problems: ${EDITS}, NOTHING_TO_CHANGE, VALUE_NEEDED, ${DATES}, ${FIELDS}.`,
  })
  @RequiresScopes(SCOPE)
  eventEdit(
    @Arg('input', () => EventEditInput, INPUT) input: EventEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('eventEdit', input), (transaction) => editEvent(transaction, input));
  }

  @Mutation(() => EventPayload, {
    description: `Puts an event off that neither took place nor was called off, with or without new dates (reporter un événement). Problems: ${EDITS}, VALUE_NEEDED, ${DATES}, TEXT_INVALID, PLACE_NEEDED.`,
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
    description: `Calls an event off that did not take place, for ever (annuler un événement). Problems: ${EDITS}, TEXT_INVALID.`,
  })
  @RequiresScopes(SCOPE)
  eventCancel(
    @Arg('input', () => EventCancelInput, INPUT) input: EventCancelInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('eventCancel', input), (transaction) => cancelEvent(transaction, input));
  }

  @Mutation(() => EventPayload, {
    description: `Says that an event took place, from its first day on (marquer un événement comme tenu). Problems: ${EDITS}.`,
  })
  @RequiresScopes(SCOPE)
  eventHeld(
    @Arg('input', () => EventHeldInput, INPUT) input: EventHeldInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('eventHeld', input), (transaction) => holdEvent(transaction, input));
  }
}
