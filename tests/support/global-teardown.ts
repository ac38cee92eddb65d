import { rmSync } from 'node:fs';

export default async function tearDown(): Promise<void> {
  const shared = globalThis.sharedGraph;
  if (!shared) return;
  await shared.program.stop();
  for (const directory of shared.directories) rmSync(directory, { recursive: true, force: true });
}
