import { textsOf } from '#kernel/errors';
import { CATALOGUE_MESSAGES } from './catalogue/catalogue.messages.js';
import { EXPECTED_OF_FILES, FILE_MESSAGES } from './files.messages.js';

export const fileText = textsOf(FILE_MESSAGES);
export const expectedOfFile = textsOf(EXPECTED_OF_FILES);
export const catalogueText = textsOf(CATALOGUE_MESSAGES);
