import type { Caller } from '#kernel/auth';

/** SDL of `rateLimit`, for the gateway's own subgraph. */
export const rateLimitField = `
  """
  The budget of whoever asks, in the minute under way, this operation included; null where the operator sets none (budget par minute). Answers have it in the headers \`RateLimit\` and \`RateLimit-Policy\` as well.
  """
  rateLimit: RateLimit
`;

export const rateLimitSdl = `
"""
What a client may spend on operations in a minute: a partner, a person, or an address that sends no credential (budget par minute).
"""
type RateLimit {
  """The cost that may be spent in a minute."""
  limit: Int!
  """What is left of it until \`resetAt\`."""
  remaining: Int!
  """When the whole budget is there again."""
  resetAt: DateTime!
  """
  What this operation costs: 100 for the request, 5 for each character of a text that the graph has not seen before, and the cost of its fields, which grows with the sizes of the pages that it asks for.
  """
  cost: Int!
}
`;

/** Returns the budget as GraphQL has it: numbers beyond 32 bits as the greatest that there is. */
export function rateLimitOf({ rateLimit }: Pick<Caller, 'rateLimit'>) {
  if (!rateLimit) return null;
  const { limit, remaining, cost, resetAt } = rateLimit;
  return {
    limit: asInt(limit),
    remaining: asInt(remaining),
    cost: asInt(cost),
    resetAt: resetAt.toISOString(),
  };
}

const MAX_INT = 2 ** 31 - 1;
const asInt = (value: number): number => Math.min(MAX_INT, value);
