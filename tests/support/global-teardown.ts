import { rmSync } from 'node:fs';

export default async function tearDown(): Promise<void> {
  const shared = globalThis.sharedGraph;
  if (!shared) return;
  await shared.program.stop();
  rmSync(shared.dataDir, { recursive: true, force: true });
}
