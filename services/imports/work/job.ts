import type { JobDefinition } from '#kernel/scheduler';

export const CALLS = ['authorities', 'cooperations', 'search'] as const;

export const importWork: JobDefinition = {
  name: 'imports',
  everySeconds: 60,
  async run() {},
};
