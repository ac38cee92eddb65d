import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { load as parseYaml } from 'js-yaml';
import { fires, hasPromtool, promtool, type Series } from '../support/promtool.js';

// Prometheus itself judges its rules; without it these tests are skipped.
const itWithPrometheus = hasPromtool ? it : it.skip;

interface Rule {
  alert: string;
  expr: string;
  annotations: { summary: string; remedy: string };
}
const { groups } = parseYaml(readFileSync('docker/observability/alerts.yml', 'utf8')) as {
  groups: { rules: Rule[] }[];
};
const rules = groups.flatMap((group) => group.rules);

const OPERATIONS = 'passerelle_operation_duration_seconds';
/** 60 operations a minute, of which so many take longer than a second. */
const durations = (slow: number): Series => ({
  [`${OPERATIONS}_bucket{le="1"}`]: `0+${60 - slow}x40`,
  [`${OPERATIONS}_bucket{le="2.5"}`]: '0+60x40',
  [`${OPERATIONS}_bucket{le="+Inf"}`]: '0+60x40',
});
const outcomes = (failed: number): Series => ({
  [`${OPERATIONS}_count{outcome="OK"}`]: `0+${1_000 - failed}x40`,
  [`${OPERATIONS}_count{outcome="SUBGRAPH_UNAVAILABLE"}`]: `0+${failed}x40`,
  // What clients do wrong wakes nobody up.
  [`${OPERATIONS}_count{outcome="BAD_USER_INPUT"}`]: '0+500x40',
});
const MEBIBYTE = 1_048_576;

/** For each alert, series without and with the fault, and minutes after which the fault is told. */
const CASES: Readonly<Record<string, { good: Series; bad: Series; minutes: number }>> = {
  ProcessDown: {
    good: { 'up{job="gateway",instance="a"}': '1x40', 'up{job="other"}': '0x40' },
    bad: { 'up{job="gateway",instance="a"}': '1x40', 'up{job="subgraph",instance="b"}': '0x40' },
    minutes: 2,
  },
  SubgraphDown: {
    good: { 'passerelle_subgraph_up{subgraph="events"}': '1x40' },
    bad: { 'passerelle_subgraph_up{subgraph="events"}': '0x40' },
    minutes: 1,
  },
  OperationsFail: { good: outcomes(5), bad: outcomes(50), minutes: 11 },
  OperationsSlow: { good: durations(1), bad: durations(10), minutes: 16 },
  ReplicationLags: {
    good: { 'passerelle_read_model_behind_seconds{read_model="search",feed="events"}': '30x40' },
    bad: { 'passerelle_read_model_behind_seconds{read_model="search",feed="events"}': '0+60x40' },
    minutes: 5,
  },
  PoolExhausted: {
    good: { 'passerelle_pool_waiting{subgraph="events"}': '0x40' },
    bad: { 'passerelle_pool_waiting{subgraph="events"}': '7x40' },
    minutes: 1,
  },
  SlowConsumers: {
    good: { 'passerelle_live_ended_total{reason="SLOW_CONSUMER"}': '0+0.5x40' },
    bad: { 'passerelle_live_ended_total{reason="SLOW_CONSUMER"}': '0+5x40' },
    minutes: 12,
  },
  EventLoopBlocked: {
    good: { 'nodejs_eventloop_lag_p99_seconds{instance="a"}': '0.05x40' },
    bad: { 'nodejs_eventloop_lag_p99_seconds{instance="a"}': '0.8x40' },
    minutes: 6,
  },
  MemoryNearLimit: {
    good: { 'process_resident_memory_bytes{job="gateway"}': `${600 * MEBIBYTE}x40` },
    bad: { 'process_resident_memory_bytes{job="gateway"}': `${1_000 * MEBIBYTE}x40` },
    minutes: 6,
  },
};

describe(`the alerts${hasPromtool ? '' : ' (mostly skipped: there is no promtool)'}`, () => {
  it('are each tried here, and each says what to do', () => {
    expect(rules.map(({ alert }) => alert).sort()).toEqual(Object.keys(CASES).sort());
    for (const { annotations } of rules) {
      expect(annotations.summary).toMatch(/\.$/);
      expect(annotations.remedy).toMatch(/\.$/);
    }
  });

  itWithPrometheus('are rules that Prometheus reads, in a configuration that it reads', () => {
    for (const check of [
      ['check', 'rules', 'docker/observability/alerts.yml'],
      ['check', 'config', 'docker/observability/prometheus.yml'],
    ])
      expect(promtool(...check)).toMatchObject({ passes: true });
  });

  for (const [alert, { good, bad, minutes }] of Object.entries(CASES))
    itWithPrometheus(`${alert} fires for its fault, not before its time, and not without it`, () => {
      expect([fires(alert, good, 39), fires(alert, bad, minutes), fires(alert, bad, 0)]).toEqual([
        false,
        true,
        false,
      ]);
    });
});
