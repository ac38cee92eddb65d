import { KERNEL_PROBLEMS, problemsOf } from '#kernel/errors';
import { declareProblemCodes } from '#kernel/mutations';
import { COOPERATION_PROBLEMS } from './cooperation-problems.messages.js';
import { EXPERTISE_PROBLEMS } from './expertise-problems.messages.js';
import { OTHER_PROBLEMS } from './other-problems.messages.js';
import { PARTNERSHIP_PROBLEMS } from './partnership-problems.messages.js';
import { SHARED_PROBLEMS } from './shared-problems.messages.js';

/** All problems of this graph, by code. */
export const PROBLEMS = {
  ...KERNEL_PROBLEMS,
  ...SHARED_PROBLEMS,
  ...EXPERTISE_PROBLEMS,
  ...COOPERATION_PROBLEMS,
  ...PARTNERSHIP_PROBLEMS,
  ...OTHER_PROBLEMS,
} as const;

declareProblemCodes(PROBLEMS);

export const { problem, refusal } = problemsOf(PROBLEMS);
