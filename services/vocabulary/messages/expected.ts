import { textsOf } from '#kernel/errors';
import { EXPECTED } from './expected.messages.js';

/** What an argument of the domain should have been, such as the code of a theme. */
export const codeName = textsOf(EXPECTED);
