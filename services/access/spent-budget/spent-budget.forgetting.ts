import type { JobDefinition } from '#kernel/scheduler';

/** Forgets what clients have spent in minutes that are over. */
export const forgetBudgets: JobDefinition = {
  name: 'forget-budgets',
  everySeconds: 3_600,
  async run({ pool }) {
    await pool.query('DELETE /* SpentBudget.forget */ FROM spent_budget WHERE ends_at < now()');
  },
};
