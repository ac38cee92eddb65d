import { Field, Int } from 'type-graphql';
import { KERNEL_PROBLEMS } from './kernel-problems.messages.js';
import { Text, type Balanced, type Message, type MessageValues } from './messages.js';

/** Expected refusal of a mutation, with its message in both languages. */
export interface ProblemRow {
  /** Stable code for programs, such as `VERSION_CONFLICT`. */
  code: string;
  /** Path of the invalid input field. */
  field: string[];
  messageEn: string;
  messageFr: string;
}

/** Code of problems in a catalogue: with one message, or with one for each reason. */
export type ProblemEntry = { readonly description: string } & (
  Message | { readonly reasons: Readonly<Record<string, Message>> }
);
export type ProblemCatalogue = Readonly<Record<string, ProblemEntry>>;

/** Messages by id: the code, or the code and the reason, such as `TEXT_INVALID.TOO_LONG`. */
type MessagesOf<Catalogue extends ProblemCatalogue> = {
  [Code in keyof Catalogue & string as Catalogue[Code] extends Message ? Code : never]: Catalogue[Code] &
    Message;
} & UnionToIntersection<
  {
    [Code in keyof Catalogue & string]: Catalogue[Code] extends { reasons: infer Reasons }
      ? { [Reason in keyof Reasons & string as `${Code}.${Reason}`]: Reasons[Reason] & Message }
      : never;
  }[keyof Catalogue & string]
>;
type UnionToIntersection<Union> = (Union extends unknown ? (one: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

/** Catalogue in which each message has room for the same values in both languages; any other is a compile error. */
export type BalancedProblems<Catalogue extends ProblemCatalogue> = {
  [Code in keyof Catalogue]: Catalogue[Code] extends { reasons: infer Reasons }
    ? { reasons: { [Reason in keyof Reasons]: Balanced<Reasons[Reason] & Message> } }
    : Balanced<Catalogue[Code] & Message>;
};

/** All messages of a catalogue, by id. */
export function messagesOf(catalogue: ProblemCatalogue): Map<string, Message> {
  return new Map(
    Object.entries(catalogue).flatMap(([code, entry]): [string, Message][] =>
      'reasons' in entry
        ? Object.entries(entry.reasons).map(([reason, message]) => [`${code}.${reason}`, message])
        : [[code, entry]],
    ),
  );
}

/** Thrown inside a mutation: rolls its transaction back and becomes the `problems` of its payload. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problems: readonly ProblemRow[];

  constructor(...problems: ProblemRow[]) {
    super(problems.map(({ code, messageEn }) => `${code}: ${messageEn}`).join('; '));
    this.problems = problems;
  }
}

/** Functions that make the problems of a catalogue. */
export function problemsOf<const Catalogue extends ProblemCatalogue>(
  catalogue: Catalogue & BalancedProblems<Catalogue>,
) {
  type Messages = MessagesOf<Catalogue>;
  const messages = messagesOf(catalogue);
  /**
   * Problem by the id of its message.
   * @param field path below `input`, such as `title`; undefined when no single field is invalid
   */
  function problem<Id extends keyof Messages & string>(
    id: Id,
    ...[field, values]: MessageValues<Messages[Id] & Message> extends []
      ? [field?: string]
      : [field: string | undefined, ...values: MessageValues<Messages[Id] & Message>]
  ): ProblemRow {
    const { en, fr } = Text.of(messages.get(id)!, values);
    return {
      code: id.split('.')[0]!,
      field: field === undefined ? [] : ['input', ...field.split('.')],
      messageEn: en,
      messageFr: fr,
    };
  }
  /** As {@link problem}, to be thrown. */
  function refusal<Id extends keyof Messages & string>(
    ...problemArguments: Parameters<typeof problem<Id>>
  ): Refusal {
    return new Refusal(problem<Id>(...problemArguments));
  }
  return { problem, refusal };
}

export const { problem, refusal } = problemsOf(KERNEL_PROBLEMS);

/** Description of `clientMutationId`, for the input of every mutation. */
export const MUTATION_ID_DESCRIPTION =
  'Idempotency key that the client chooses for this request, at most 100 characters: a request repeated within a week is executed once and gets the same answer.';

/** Description of the `version` argument of edits (optimistic locking). */
export const VERSION_DESCRIPTION =
  'The `version` that you read: if it has changed since, the edit is refused (`VERSION_CONFLICT`).';

export const versionField = () =>
  Field(() => Int, {
    description: 'Number of edits made here; 0 while it is as its sources have it. Pass it with an edit.',
  });
