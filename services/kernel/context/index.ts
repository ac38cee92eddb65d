export type { Context, RuntimeTools, StoreTools, SubscriptionProgress } from './context.js';
