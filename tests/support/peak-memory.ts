import { readFileSync } from 'node:fs';

/** The largest resident memory of a process so far, in bytes (`VmHWM`); undefined when it has ended, or beside Linux. */
export function peakMemoryOf(pid: number): number | undefined {
  try {
    const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line ? Number(line[1]) * 1_024 : undefined;
  } catch {
    return undefined;
  }
}

/** Follows a process until it ends. @returns a function that ends the watch and gives its largest resident memory in bytes */
export function watchMemory(pid: number): () => number {
  let peak = 0;
  const look = () => void (peak = Math.max(peak, peakMemoryOf(pid) ?? 0));
  const timer = setInterval(look, 200).unref();
  return () => {
    look();
    clearInterval(timer);
    return peak;
  };
}
