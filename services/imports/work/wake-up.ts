import { WakeUpSignal } from '#kernel/outbox';

/** Wakes the job of this process up after a commit; that of another process polls. */
export const wakeUp = new WakeUpSignal();
