import 'reflect-metadata';

export {
  END_OF_OUTBOX,
  type ChangeEvent,
  type OutboxPosition,
  type OutboxState,
  type TailedEvent,
} from './outbox.js';
export { KEEP_CHANGES_DAYS, compactChanges } from './compaction.js';
export {
  decodeChangeCursor,
  decodeOutboxCursor,
  encodeOutboxCursor,
  hasReached,
  type OutboxPositions,
} from './outbox-cursor.js';
export { outboxState } from './outbox-client.js';
export { nextRevision } from './revision-fields.js';
export { refuseBeyond } from './restored-outbox.js';
export { WakeUpSignal } from './wake-up-signal.js';
