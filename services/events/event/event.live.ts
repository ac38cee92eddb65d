import type { Context } from '#kernel/context';
import { AFTER_DESCRIPTION, LiveEvent, liveChanges, type LiveChange } from '#kernel/subscriptions';
import { CountryCodeScalar } from '#vocabulary';
import {
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { Event } from './event.type.js';
import type { Stores } from '../stores.js';

@ObjectType('EventChange', {
  description: 'An event was created or changed (modification d’un événement).',
  simpleResolvers: true,
})
export class EventChange extends LiveEvent {}

@ArgsType()
class EventChangedArgs {
  @Field(() => [ID], {
    nullable: true,
    description: 'Only events of these country groups, by code such as `BJ`; all when absent.',
  })
  countryGroups?: string[] | null;
  @Field(() => [CountryCodeScalar], {
    nullable: true,
    description: 'Only events about one of these countries (ISO 3166-1 alpha-2); all when absent.',
  })
  countries?: string[] | null;
  @Field(() => String, { nullable: true, description: AFTER_DESCRIPTION })
  after?: string | null;
}

async function eventChanges({
  args: { countryGroups, countries, after },
  context,
}: {
  args: EventChangedArgs;
  context: Context<Stores>;
}) {
  await context.stores.events.requireKnown({ countryGroups, countries });
  return liveChanges(context, {
    types: ['Event'],
    after,
    wants({ fields }) {
      // A removed event has no fields to compare.
      if (!fields) return true;
      const { countryGroupCode, countryCodes } = fields as {
        countryGroupCode: string | null;
        countryCodes: string[];
      };
      return (
        (!countryGroups || (countryGroupCode !== null && countryGroups.includes(countryGroupCode))) &&
        (!countries || countryCodes.some((code) => countries.includes(code)))
      );
    },
  });
}

@Resolver(() => EventChange)
export class EventChangeResolver {
  @Subscription(() => EventChange, {
    description:
      'New and changed events, as they are committed (agenda, en direct). A removed event is sent regardless of the conditions.',
    subscribe: eventChanges as never,
  })
  eventChanged(
    @Root() change: LiveChange,
    @Args(() => EventChangedArgs) _args: EventChangedArgs,
  ): LiveChange {
    return change;
  }

  @FieldResolver(() => Event, {
    nullable: true,
    description: 'The event as it is now (événement); null when it was removed.',
  })
  event(@Root() change: LiveChange, @Ctx() { stores }: Context<Stores>) {
    return stores.events.byId.load(change.entityId);
  }
}
