import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';

const RULES = resolve('docker/observability/alerts.yml');

/** Whether Prometheus is installed, whose tool is the judge of its rules (`apt-get install prometheus`). */
export const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

/** Runs promtool. @returns its output, and whether it found nothing wrong */
export function promtool(...args: string[]): { passes: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
  return { passes: status === 0, output: `${stdout}${stderr}` };
}

/** Values of a series, one for each minute, in the notation of promtool: `0+1x10`, `5x3 0x3`. */
export type Series = Readonly<Record<string, string>>;

/** Whether an alert of docker/observability/alerts.yml fires after so many minutes of these series. */
export function fires(alert: string, series: Series, minutes: number): boolean {
  const directory = mkdtempSync(join(tmpdir(), 'passerelle-alerts-'));
  try {
    const file = join(directory, 'test.yml');
    const test = {
      rule_files: [RULES],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
          alert_rule_test: [{ eval_time: `${minutes}m`, alertname: alert, exp_alerts: [] }],
        },
      ],
    };
    writeFileSync(file, stringify(test));
    const { passes, output } = promtool('test', 'rules', file);
    // Anything else that is wrong is no alert.
    if (
      !passes &&
      !/exp:\[\s*\], got:\[/.test(output.replaceAll(/\s+/g, ' ').replaceAll('exp:[ ]', 'exp:[]'))
    )
      throw new Error(output);
    return !passes;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
