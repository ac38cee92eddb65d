import {
  AFTER_DESCRIPTION,
  CountryCodeScalar,
  LiveEvent,
  liveChanges,
  type Context,
  type LiveChange,
} from '#kernel';
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
import { CooperationRequest } from './cooperation-request.type.js';
import type { Stores } from './stores.js';

@ObjectType('CooperationRequestChange', {
  description:
    'That a request for cooperation is new, or something of it changed (modification d’une demande).',
  simpleResolvers: true,
})
export class CooperationRequestChange extends LiveEvent {}

@ArgsType()
class CooperationRequestChangedArgs {
  @Field(() => [ID], {
    nullable: true,
    description:
      'Only requests in one of these themes or below it, by code such as `ENV-WATER`; all when absent.',
  })
  themes?: string[] | null;
  @Field(() => [CountryCodeScalar], {
    nullable: true,
    description: 'Only requests of authorities of these countries (ISO 3166-1 alpha-2); all when absent.',
  })
  countries?: string[] | null;
  @Field(() => String, { nullable: true, description: AFTER_DESCRIPTION })
  after?: string | null;
}

async function requestChanges({
  args: { themes, countries, after },
  context,
}: {
  args: CooperationRequestChangedArgs;
  context: Context<Stores>;
}) {
  const below = themes && (await Promise.all(themes.map((code) => context.stores.themes.subtree(code))));
  const wantedThemes = below && new Set(below.flat());
  return liveChanges(context, {
    types: ['CooperationRequest'],
    after,
    wants({ fields }) {
      // Nothing is left to compare of what is gone.
      if (!fields) return true;
      const { themeCodes, countryCode } = fields as { themeCodes: string[]; countryCode: string };
      return (
        (!wantedThemes || themeCodes.some((code) => wantedThemes.has(code))) &&
        (!countries || countries.includes(countryCode))
      );
    },
  });
}

@Resolver(() => CooperationRequestChange)
export class CooperationRequestChangeResolver {
  @Subscription(() => CooperationRequestChange, {
    description:
      'New and changed requests for cooperation, as they are committed (demandes de coopération, en direct). A request that is gone is told whatever the conditions.',
    subscribe: requestChanges as never,
  })
  cooperationRequestChanged(
    @Root() change: LiveChange,
    @Args(() => CooperationRequestChangedArgs) _args: CooperationRequestChangedArgs,
  ): LiveChange {
    return change;
  }

  @FieldResolver(() => CooperationRequest, {
    nullable: true,
    description: 'The request as it is now (demande de coopération); null when it is gone.',
  })
  cooperationRequest(@Root() change: LiveChange, @Ctx() { stores }: Context<Stores>) {
    return stores.requests.byId.load(change.entityId);
  }
}
