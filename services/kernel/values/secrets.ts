/**
 * Secret of the program. While it is being rotated, a second one is taken as well: the first signs, and what either has
 * signed is accepted.
 */
export type Secrets = string | readonly [string, ...string[]];

/** Returns the secret that signs. */
export const signingSecret = (secrets: Secrets): string =>
  typeof secrets === 'string' ? secrets : secrets[0];

/** Returns all secrets that are accepted, the one that signs first. */
export const acceptedSecrets = (secrets: Secrets): readonly string[] =>
  typeof secrets === 'string' ? [secrets] : secrets;
