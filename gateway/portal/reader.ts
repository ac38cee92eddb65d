import Negotiator from 'negotiator';
import type { PageLanguage } from './page.js';

/** The language that a reader prefers; French for one who accepts neither. */
export function preferredLanguage(acceptLanguage: string | undefined): PageLanguage {
  if (!acceptLanguage) return 'fr';
  const headers = { 'accept-language': acceptLanguage.slice(0, 500) };
  const preferred = new Negotiator({ headers }).languages(['fr', 'en'])[0];
  return preferred === 'en' ? 'en' : 'fr';
}

const PARIS = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', dateStyle: 'short' });

/** The day in Paris, such as 2026-11-30: by it, events are over and calls open. */
export const todayInParis = (now: Date): string => PARIS.format(now);
