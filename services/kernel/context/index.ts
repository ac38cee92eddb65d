export type { Context, RoomTools, StoreTools, SubscriptionProgress } from './context.js';
