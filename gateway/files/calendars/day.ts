const PARIS = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', dateStyle: 'short' });

/** The day in Paris, such as 2026-11-30: by it, events are over and calls open. */
export const dayInParis = (now: Date): string => PARIS.format(now);
