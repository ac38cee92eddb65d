import type { Context } from '#kernel/context';
import { badUserInput } from '#kernel/errors';
import { Arg, Ctx, Directive, Int, Query, Resolver } from 'type-graphql';
import { AS_OF } from '../freshness/freshness.type.js';
import type { Stores } from '../stores.js';
import { suggestionOf, type BilingualSuggestion } from './suggestion.present.js';
import { Suggestion, SuggestionType } from './suggestion.type.js';

const LONGEST_TEXT = 100;
const DEFAULT_SUGGESTIONS = 10;
const MOST_SUGGESTIONS = 20;

/** @throws BAD_USER_INPUT for no text, or a longer one than any name */
export function typedText(argument: string, text: string): string {
  const trimmed = text.trim();
  if (trimmed.length < 1 || trimmed.length > LONGEST_TEXT)
    throw badUserInput({ argument, expected: `a text of 1 to ${LONGEST_TEXT} characters` });
  return trimmed;
}

@Resolver(() => Suggestion)
export class SuggestionResolver {
  @Query(() => [Suggestion], {
    description:
      'Authorities, themes, countries and country groups that a text can mean, the likeliest first: as it is typed, with or without accents, hyphens and spaces, with "St", with typing errors, by former names, by codes, and with a département to tell homonyms apart (suggestion).',
  })
  @Directive(
    `@listSize(assumedSize: ${DEFAULT_SUGGESTIONS}, slicingArguments: ["first"], requireOneSlicingArgument: false)`,
  )
  async suggest(
    @Ctx() { stores }: Context<Stores>,
    @Arg('text', () => String, {
      description: `What was typed, up to ${LONGEST_TEXT} characters, such as \`st denis\` or \`Saint-Denis 93\`.`,
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
      description: `How many, at most: 1 to ${MOST_SUGGESTIONS}.`,
    })
    first?: number | null,
    @Arg('asOf', () => String, {
      nullable: true,
      description: AS_OF,
    })
    asOf?: string | null,
  ): Promise<BilingualSuggestion[]> {
    const most = first ?? DEFAULT_SUGGESTIONS;
    if (most < 1 || most > MOST_SUGGESTIONS)
      throw badUserInput({ argument: 'first', expected: `a number from 1 to ${MOST_SUGGESTIONS}` });
    const typed = typedText('text', text);
    await stores.freshness.atLeast(asOf);
    return (await stores.suggestions.of(typed, types ?? null, most)).map(suggestionOf);
  }
}
