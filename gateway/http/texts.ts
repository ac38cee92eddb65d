import { textsOf } from '#kernel/errors';
import { EXPECTED_OF_REQUESTS, HTTP_MESSAGES } from './http.messages.js';

/** Messages about HTTP requests and connections. */
export const httpText = textsOf(HTTP_MESSAGES);
/** What a part of an HTTP request should have been. */
export const expectedOfRequest = textsOf(EXPECTED_OF_REQUESTS);
