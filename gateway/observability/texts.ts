import { textsOf } from '#kernel/errors';
import { METRICS_MESSAGES } from './metrics.messages.js';

/** Messages of the port that serves metrics. */
export const metricsText = textsOf(METRICS_MESSAGES);
