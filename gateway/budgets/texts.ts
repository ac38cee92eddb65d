import { textsOf } from '#kernel/errors';
import { BUDGET_MESSAGES } from './budget.messages.js';

export const budgetText = textsOf(BUDGET_MESSAGES);
