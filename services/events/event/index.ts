import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { EventEntity, EventParticipantEntity } from './event.entity.js';
import { EventChangeResolver } from './event.live.js';
import { EventMutations } from './event.mutations.js';
import {
  EventResolver,
  EventParticipantResolver,
  AuthorityEventsResolver,
  CountryGroupEventsResolver,
  CountryEventsResolver,
} from './event.resolver.js';
import { Event, EventParticipant } from './event.type.js';
import type { Stores } from '../stores.js';

export const event = defineEntity<Stores>({
  types: [Event, EventParticipant],
  resolvers: [
    EventResolver,
    EventChangeResolver,
    EventMutations,
    EventParticipantResolver,
    AuthorityEventsResolver,
    CountryGroupEventsResolver,
    CountryEventsResolver,
  ],
  tables: [EventEntity, EventParticipantEntity],
  resolveReference: {
    Event: ({ id }, { events: store }) => store.byId.load(requireId('Event', String(id))),
  },
});
