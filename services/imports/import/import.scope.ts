/** Brings files in; grants of editors confine it to rows that name one of their authorities. */
export const SCOPE = 'import:write';
