import 'reflect-metadata';

export { EventStream, HEARTBEAT_MS, readFrames, type Frame } from './event-stream.js';
export { liveChanges, type LiveChange, type LiveOptions } from './live-changes.js';
export { AFTER_DESCRIPTION, ChangeOperation, LiveEvent } from './live-event.js';
export { isLive } from './serve-events.js';
export { EventResultCache, eventVariables, placeVariables } from './event-result-cache.js';
