import { readFileSync } from 'node:fs';

const PAGES = new URL('../../../schema/operations/pages/', import.meta.url);

/** Returns the operation of a page, as everybody can send it: the file of this name in `schema/operations/pages`. */
export const readOperation = (name: string): string =>
  readFileSync(new URL(`${name}.graphql`, PAGES), 'utf8');
