import type { Context } from '#kernel/context';
import { badUserInput, expected } from '#kernel/errors';
import { Arg, Ctx, Directive, Int, Query, Resolver } from 'type-graphql';
import { AS_OF } from '../../freshness/freshness.type.js';
import type { Stores } from '../../stores.js';
import { MAX_TEXT_LENGTH, typedText } from '../typed-text.js';
import { suggestionOf, type BilingualSuggestion } from './suggestion.present.js';
import { Suggestion, SuggestionType } from './suggestion.type.js';

const DEFAULT_SUGGESTIONS = 10;
const MAX_SUGGESTIONS = 20;

/** Cost beside the suggestions: it compares the text with all names. */
const COST = 50;

@Resolver(() => Suggestion)
export class SuggestionResolver {
  @Query(() => [Suggestion], {
    description:
      'French authorities, authorities abroad, themes, countries and country groups that a text can mean, the likeliest first: as it is typed, with or without accents, hyphens and spaces, with "St", with typing errors, by former names, by codes, themes by everyday words such as `eau potable` or `waste`, and with a département to tell homonyms apart (suggestion).',
  })
  @Directive(`@cost(weight: ${COST})`)
  @Directive(
    `@listSize(assumedSize: ${DEFAULT_SUGGESTIONS}, slicingArguments: ["first"], requireOneSlicingArgument: false)`,
  )
  async suggest(
    @Ctx() { stores }: Context<Stores>,
    @Arg('text', () => String, {
      description: `What was typed, up to ${MAX_TEXT_LENGTH} characters, such as \`st denis\` or \`Saint-Denis 93\`.`,
    })
    text: string,
    @Arg('types', () => [SuggestionType], {
      nullable: true,
      description: 'Only these types; all of them when absent.',
    })
    types?: SuggestionType[] | null,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: DEFAULT_SUGGESTIONS,
      description: `How many, at most: 1 to ${MAX_SUGGESTIONS}.`,
    })
    first?: number | null,
    @Arg('asOf', () => String, {
      nullable: true,
      description: AS_OF,
    })
    asOf?: string | null,
  ): Promise<BilingualSuggestion[]> {
    const limit = first ?? DEFAULT_SUGGESTIONS;
    if (limit < 1 || limit > MAX_SUGGESTIONS)
      throw badUserInput({
        argument: 'first',
        expected: expected('NUMBER', { min: 1, max: MAX_SUGGESTIONS }),
      });
    const typed = typedText('text', text);
    await stores.freshness.atLeast(asOf);
    return (await stores.suggestions.of(typed, types ?? null, limit)).map(suggestionOf);
  }
}
