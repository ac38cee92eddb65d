import 'reflect-metadata';

export { END_OF_FEED, type ChangeRow, type FeedPosition, type FeedState, type TailChange } from './outbox.js';
export { KEEP_CHANGES_DAYS, compactChanges } from './compaction.js';
export { decodeFeedCursor, encodeFeedCursor, hasReached, type FeedPositions } from './feed-cursor.js';
export { feedState } from './outbox-client.js';
export { refuseBeyond } from './restored-feed.js';
