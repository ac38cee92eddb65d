import { findBreakingChanges, type GraphQLSchema } from 'graphql';
import { z } from 'zod';

/** Shape of `accepted.json`: intended breaking changes, each with its reason and date. */
export const acceptedShape = z.array(
  z.strictObject({
    /** Sentence as {@link unacceptedChanges} returns it. */
    change: z.string().min(1),
    reason: z.string().min(10),
    effectiveOn: z.iso.date(),
  }),
);

/** Returns the breaking changes from the published schema to the current one, without the accepted ones. */
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
