import cliProgress from 'cli-progress';
import type { LoadReport, Progress } from '#kernel/database';

/**
 * Creates a progress display: a bar on a terminal, else a line for each tenth.
 * @param doing such as "Loading"
 * @param unit such as "rows"; empty where the names say it
 */
export function createProgress(
  log: (line: string) => void,
  doing = 'Loading',
  unit = 'rows',
): { show: Progress; done: () => void } {
  const ofUnit = unit && ` ${unit}`;
  if (!process.stdout.isTTY) {
    const tenths = new Map<string, number>();
    return {
      show(subgraph, done, total) {
        const tenth = total ? Math.floor((done / total) * 10) : 10;
        if (tenths.get(subgraph) === tenth) return;
        tenths.set(subgraph, tenth);
        log(`${doing} ${subgraph}: ${done} of ${total}${ofUnit}`);
      },
      done() {},
    };
  }
  const bars = new cliProgress.MultiBar(
    {
      format: `${doing} {name} [{bar}] {value}/{total}${ofUnit}`,
      barsize: 24, // with the rest within 80 columns
      hideCursor: true,
      clearOnComplete: false,
      forceRedraw: true,
    },
    cliProgress.Presets.shades_grey,
  );
  const bySubgraph = new Map<string, cliProgress.SingleBar>();
  return {
    show(subgraph, done, total) {
      let bar = bySubgraph.get(subgraph);
      if (!bar) bySubgraph.set(subgraph, (bar = bars.create(total, 0, { name: subgraph.padEnd(14) })));
      bar.update(done);
    },
    done: () => bars.stop(),
  };
}

/** Summarises a load in a line, followed by one for each refused row. */
export function describeLoad(report: LoadReport): string[] {
  const { subgraph, skipped, inserted, changed, removed, unchanged, rejects } = report;
  if (skipped) return [];
  return [
    `${subgraph}: ${inserted} rows inserted, ${changed} changed, ${removed} removed, ${unchanged} unchanged, ${rejects.length} refused`,
    ...rejects.map(({ file, row, reason }) => `  refused ${file}, row ${row}: ${reason}`),
  ];
}
