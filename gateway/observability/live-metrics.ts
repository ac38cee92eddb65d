import { Counter, Gauge, type Registry } from 'prom-client';
import type { LiveCounts } from '../subscriptions/connections.js';

/** Registers the metrics of subscription connections. */
export function registerLive(registry: Registry, live: LiveCounts): void {
  const registers = [registry];
  new Gauge({
    name: 'passerelle_live_connections',
    help: 'Open subscription connections: WebSockets, and streams of server-sent events.',
    labelNames: ['kind'],
    registers,
    collect() {
      this.set({ kind: 'socket' }, live.sockets);
      this.set({ kind: 'stream' }, live.streams);
    },
  });
  new Gauge({
    name: 'passerelle_live_subscriptions',
    help: 'Active subscriptions.',
    registers,
    collect() {
      this.set(live.subscriptions);
    },
  });
  new Counter({
    name: 'passerelle_live_events_total',
    help: 'Subscription events sent.',
    registers,
    collect() {
      this.reset();
      this.inc(live.events);
    },
  });
  new Counter({
    name: 'passerelle_live_ended_total',
    help: 'Subscription connections closed by the server, by reason, such as SLOW_CONSUMER for clients that do not read their events.',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset();
      for (const [reason, count] of live.ended) this.inc({ reason }, count);
    },
  });
}
