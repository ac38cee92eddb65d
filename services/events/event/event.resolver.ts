import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { DateScalar, requireId } from '#kernel/values';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { EventEntity, EventParticipantEntity } from './event.entity.js';
import { EventsArgs } from './event.input.js';
import { eventsOfAuthority, eventsOfCountry, eventsOfGroup } from './event.store.js';
import { Event, EventConnection, EventParticipant } from './event.type.js';
import { Authority } from '../references/authority.type.js';
import { CountryGroup } from '../references/country-group.type.js';
import { Country } from '../references/country.type.js';
import type { Stores } from '../stores.js';

const AFTER = 'First day considered; today in Europe/Paris when absent.';

@Resolver(() => Event)
export class EventResolver {
  @Query(() => Event, { nullable: true, description: 'One event; null when there is none.' })
  event(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() { stores }: Context<Stores>) {
    return stores.events.byId.load(requireId('Event', id));
  }

  @Query(() => EventConnection, {
    description: 'Events, filtered and ordered, the latest first by default (agenda).',
  })
  @Paged()
  events(@Args(() => EventsArgs) args: EventsArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.events.page(args);
  }

  @FieldResolver(() => CountryGroup, {
    nullable: true,
    description: 'The country group that organises it (groupe-pays); null when none does.',
  })
  countryGroup(@Root() event: EventEntity) {
    return event.countryGroupCode === null ? null : { code: event.countryGroupCode };
  }

  @FieldResolver(() => [Country], { nullable: true, description: 'The countries that it is about (pays).' })
  countries(@Root() event: EventEntity) {
    return event.countryCodes.map((code) => ({ code }));
  }

  @FieldResolver(() => [EventParticipant], {
    description: 'Authorities that are known to have had a role in it (participants).',
  })
  participants(@Root() event: EventEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.events.participants.load(event.id);
  }
}

@Resolver(() => EventParticipant)
export class EventParticipantResolver {
  @FieldResolver(() => Authority, { nullable: true, description: 'The authority (collectivité).' })
  authority(@Root() participant: EventParticipantEntity) {
    return { id: participant.authorityId };
  }
}

@Resolver(() => Authority)
export class AuthorityEventsResolver {
  @FieldResolver(() => EventConnection, {
    nullable: true,
    description: 'Events in which it is known to have had a role (événements).',
  })
  @Paged()
  events(
    @Root() authority: Authority,
    @Args(() => EventsArgs) args: EventsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.events.page(args, eventsOfAuthority(authority.id));
  }

  @FieldResolver(() => Event, {
    nullable: true,
    description:
      'First event in which it has a role, from a given day on, that is neither postponed nor cancelled (prochain événement); null when none is known.',
  })
  nextEvent(
    @Root() authority: Authority,
    @Ctx() { stores }: Context<Stores>,
    @Arg('after', () => DateScalar, { nullable: true, description: AFTER }) after?: string | null,
  ) {
    return stores.events.next('Authority', authority.id, after ?? null);
  }
}

@Resolver(() => CountryGroup)
export class CountryGroupEventsResolver {
  @FieldResolver(() => EventConnection, { nullable: true, description: 'Events of the group (événements).' })
  @Paged()
  events(
    @Root() group: CountryGroup,
    @Args(() => EventsArgs) args: EventsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.events.page(args, eventsOfGroup(group.code));
  }

  @FieldResolver(() => Event, {
    nullable: true,
    description:
      'First event of the group, from a given day on, that is neither postponed nor cancelled (prochain événement); null when none is known.',
  })
  nextEvent(
    @Root() group: CountryGroup,
    @Ctx() { stores }: Context<Stores>,
    @Arg('after', () => DateScalar, { nullable: true, description: AFTER }) after?: string | null,
  ) {
    return stores.events.next('CountryGroup', group.code, after ?? null);
  }
}

@Resolver(() => Country)
export class CountryEventsResolver {
  @FieldResolver(() => EventConnection, {
    nullable: true,
    description: 'Events about the country (événements).',
  })
  @Paged()
  events(
    @Root() country: Country,
    @Args(() => EventsArgs) args: EventsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.events.page(args, eventsOfCountry(country.code));
  }
}
