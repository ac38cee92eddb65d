import type { Context } from '#kernel/context';
import { sql, type Reader } from '#kernel/database';
import type { TailedEvent } from '#kernel/outbox';
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
import { CooperationRequest } from './cooperation-request.type.js';
import type { Stores } from '../stores.js';

@ObjectType('CooperationRequestChange', {
  description: 'A request for cooperation was published or changed (modification d’une demande).',
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
  await context.stores.requests.requireKnown({ themes, countries });
  const subtrees = themes && (await Promise.all(themes.map((code) => context.stores.themes.subtree(code))));
  const themeCodesBelow = subtrees && new Set(subtrees.flat());
  return liveChanges(context, {
    types: ['CooperationRequest'],
    after,
    async wants(change, { reader }) {
      const matches = (fields: TailedEvent['fields']) => {
        const { themeCodes, countryCode } = fields as { themeCodes: string[]; countryCode: string };
        return (
          (!themeCodesBelow || themeCodes.some((code) => themeCodesBelow.has(code))) &&
          (!countries || countries.includes(countryCode))
        );
      };
      // A removed request has no fields to compare.
      if (!change.fields || matches(change.fields)) return true;
      const before = await fieldsBefore(change, reader);
      return before !== null && matches(before);
    },
  });
}

/** Earlier fields by change event: one query for all subscribers. */
const readBefore = new WeakMap<TailedEvent, Promise<TailedEvent['fields']>>();

/**
 * Fields of a request before a change event; null when it is new, or when the earlier event was deleted from the
 * outbox.
 */
function fieldsBefore(change: TailedEvent, reader: Reader): Promise<TailedEvent['fields']> {
  let reading = readBefore.get(change);
  if (!reading) {
    const { type, entityId, transaction, number } = change;
    reading = reader
      .named('CooperationRequest.fieldsBefore')
      .rows<Pick<TailedEvent, 'fields'>>(
        sql`SELECT c.fields FROM change c WHERE c.type = ${type} AND c.entity_id = ${entityId}::uuid
          AND (c.transaction, c.number) < (${transaction}::xid8, ${number}::bigint) ORDER BY c.transaction DESC, c.number DESC LIMIT 1`,
      )
      .then(([row]) => row?.fields ?? null);
    readBefore.set(change, reading);
    reading.catch(() => readBefore.delete(change));
  }
  return reading;
}

@Resolver(() => CooperationRequestChange)
export class CooperationRequestChangeResolver {
  @Subscription(() => CooperationRequestChange, {
    description:
      'New and changed requests for cooperation, as they are committed (demandes de coopération, en direct). A request that no longer meets the conditions is sent once more; a removed request is sent regardless of them.',
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
    description: 'The request as it is now (demande de coopération); null when it was removed.',
  })
  cooperationRequest(@Root() change: LiveChange, @Ctx() { stores }: Context<Stores>) {
    return stores.requests.byId.load(change.entityId);
  }
}
