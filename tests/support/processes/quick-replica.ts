import 'reflect-metadata';
import { startScheduler } from '#kernel/scheduler';
import { openSubgraph } from '#kernel/server';
import { cooperations } from '#subgraphs';
import { pino } from 'pino';
import { jobsOf } from '../../../services/run.js';

// The jobs of cooperations in a process of their own, which looks for due ones more often than the program.

const { DATABASE_URL: url, SECRET: secret } = process.env as Record<string, string>;
const database = { url: url!, secret: secret!, statementTimeout: 120_000 };
const log = pino({ level: 'info' });
const runtime = openSubgraph(cooperations, database, log);
const timing = { pollMs: 200, silenceMs: 30_000, retryDelayMs: 200, maxAttempts: 50 };
const scheduler = await startScheduler(runtime, jobsOf(cooperations), database, log, timing);
process.once('SIGTERM', () => void scheduler.close().then(() => runtime.close()));
console.log('ready');
