import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate, type MutationInput } from '#kernel/mutations';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Resource } from './resource.type.js';
import {
  ResourceEditInput,
  ResourcePayload,
  ResourcePublishInput,
  ResourceWithdrawInput,
} from './resource.write.input.js';
import { SCOPE, editResource, publishResource, withdrawResource } from './resource.writes.js';
import type { Stores } from '../stores.js';

const change = (name: string, input: MutationInput) => ({
  name,
  input,
  object: 'resource',
  load: ({ resources }: Stores, id: string) => resources.byId.load(id),
});
const INPUT = { description: 'Fields of the mutation (saisie).' };
const EDITS = 'NOT_FOUND, VERSION_CONFLICT, WITHDRAWN';
const FIELDS =
  'TEXT_INVALID, URL_INVALID, DATE_INVALID, GROUP_INVALID, COUNTRIES_INVALID, COUNTRY_UNKNOWN, THEMES_INVALID, THEME_UNKNOWN, LANGUAGE_UNKNOWN';

@Resolver(() => Resource)
export class ResourceMutations {
  @Mutation(() => ResourcePayload, {
    description: `Publishes a resource for a country group that you manage (publier une ressource). Problems: ${FIELDS}.`,
  })
  @RequiresScopes(SCOPE)
  resourcePublish(
    @Arg('input', () => ResourcePublishInput, INPUT) input: ResourcePublishInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('resourcePublish', input), (transaction) =>
      publishResource(transaction, input),
    );
  }

  @Mutation(() => ResourcePayload, {
    description: `Changes a resource of a country group that you manage (modifier une ressource). Problems: ${EDITS}, NOTHING_TO_CHANGE, VALUE_NEEDED, ${FIELDS}.`,
  })
  @RequiresScopes(SCOPE)
  resourceEdit(
    @Arg('input', () => ResourceEditInput, INPUT) input: ResourceEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('resourceEdit', input), (transaction) => editResource(transaction, input));
  }

  @Mutation(() => ResourcePayload, {
    description: `Removes a resource of a country group that you manage from all lists; it can still be read by its id (retirer une ressource). Problems: ${EDITS}.`,
  })
  @RequiresScopes(SCOPE)
  resourceWithdraw(
    @Arg('input', () => ResourceWithdrawInput, INPUT) input: ResourceWithdrawInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('resourceWithdraw', input), (transaction) =>
      withdrawResource(transaction, input),
    );
  }
}
