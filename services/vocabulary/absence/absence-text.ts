import { textsOf } from '#kernel/errors';
import { ABSENCES, ITEMS } from '../messages/absence.messages.js';

export const absenceText = textsOf(ABSENCES);
export const itemsText = textsOf(ITEMS);
export type Items = keyof typeof ITEMS;
