import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { mutate, type MutationInput } from '#kernel/mutations';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { NewsItem } from './news-item.type.js';
import {
  NewsItemEditInput,
  NewsItemPayload,
  NewsItemPublishInput,
  NewsItemWithdrawInput,
} from './news-item.write.input.js';
import { SCOPE, editNewsItem, publishNewsItem, withdrawNewsItem } from './news-item.writes.js';
import type { Stores } from '../stores.js';

const change = (name: string, input: MutationInput) => ({
  name,
  input,
  object: 'newsItem',
  load: ({ newsItems }: Stores, id: string) => newsItems.byId.load(id),
});
const INPUT = { description: 'Fields of the mutation (saisie).' };
const EDITS = 'NOT_FOUND, VERSION_CONFLICT, WITHDRAWN';
const FIELDS =
  'TEXT_INVALID, URL_INVALID, DATE_INVALID, GROUP_INVALID, COUNTRIES_INVALID, COUNTRY_UNKNOWN, THEMES_INVALID, THEME_UNKNOWN, DOCUMENTS_INVALID';

@Resolver(() => NewsItem)
export class NewsItemMutations {
  @Mutation(() => NewsItemPayload, {
    description: `Publishes a news item for a country group that you manage (publier une actualité). Problems: ${FIELDS}.`,
  })
  @RequiresScopes(SCOPE)
  newsItemPublish(
    @Arg('input', () => NewsItemPublishInput, INPUT) input: NewsItemPublishInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('newsItemPublish', input), (transaction) =>
      publishNewsItem(transaction, input),
    );
  }

  @Mutation(() => NewsItemPayload, {
    description: `Changes a news item of a country group that you manage (modifier une actualité). Problems: ${EDITS}, NOTHING_TO_CHANGE, VALUE_NEEDED, ${FIELDS}.`,
  })
  @RequiresScopes(SCOPE)
  newsItemEdit(
    @Arg('input', () => NewsItemEditInput, INPUT) input: NewsItemEditInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('newsItemEdit', input), (transaction) => editNewsItem(transaction, input));
  }

  @Mutation(() => NewsItemPayload, {
    description: `Removes a news item of a country group that you manage from all lists; it can still be read by its id (retirer une actualité). Problems: ${EDITS}.`,
  })
  @RequiresScopes(SCOPE)
  newsItemWithdraw(
    @Arg('input', () => NewsItemWithdrawInput, INPUT) input: NewsItemWithdrawInput,
    @Ctx() context: Context<Stores>,
  ) {
    return mutate(context, change('newsItemWithdraw', input), (transaction) =>
      withdrawNewsItem(transaction, input),
    );
  }
}
