import { findBreakingChanges, type GraphQLSchema } from 'graphql';
import { z } from 'zod';

/** What `accepted.json` holds: breaking changes that were decided, each with its reason and its date. */
export const acceptedShape = z.array(
  z.strictObject({
    /** The sentence of {@link unacceptedChanges}. */
    change: z.string().min(1),
    reason: z.string().min(10),
    effectiveOn: z.iso.date(),
  }),
);

/** Breaking changes from what was last published to what is composed now, less those that were accepted. */
export function unacceptedChanges(
  published: GraphQLSchema,
  current: GraphQLSchema,
  accepted: z.output<typeof acceptedShape>,
): string[] {
  const known = new Set(accepted.map(({ change }) => change));
  return findBreakingChanges(published, current)
    .map(({ type, description }) => `${type}: ${description}`)
    .filter((change) => !known.has(change));
}
