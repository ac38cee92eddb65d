import 'reflect-metadata';

export { writtenCountries } from './country-codes.js';
export { writtenThemes } from './theme-codes.js';
export { roleMailbox, writtenMailbox } from './role-mailbox.js';
export { dayInParis, today } from './today.js';
