import { openBlankGateway } from './blank-gateway.js';
import { ours } from '../support/oracle/blank-graph.js';
import { HOSTILE_KINDS } from '../support/oracle/hostile-texts.js';
import { SEED } from '../support/random/depth.js';
import { Random } from '../support/random/random.js';

// CPU of this process for each of many hostile texts, by kind: `node dist/tests/bench/hostile.js`, with HOSTILE_TEXTS
// (10,000), HOSTILE_KIND and SEED. Needs no database. The planning process has a time limit of its own.

const TEXTS = Number(process.env.HOSTILE_TEXTS ?? 10_000);
const only = process.env.HOSTILE_KIND;
const gateway = openBlankGateway({}, ours);
const random = new Random(SEED);
await gateway.start();
await gateway.outcomeOf('{ theme(code: "EDU") { code } }');

interface Measured {
  kind: string;
  text: string;
  cpuMs: number;
  wallMs: number;
  outcome: string;
}
const found: Measured[] = [];
const kinds = Object.entries(HOSTILE_KINDS).filter(([kind]) => !only || kind === only);
for (let number = 0; number < TEXTS; number += 1) {
  const [kind, make] = kinds[number % kinds.length]!;
  const text = make(random);
  const since = performance.now();
  const before = process.cpuUsage();
  const outcome = await gateway.outcomeOf(text);
  const { user, system } = process.cpuUsage(before);
  found.push({ kind, text, cpuMs: (user + system) / 1_000, wallMs: performance.now() - since, outcome });
}
await gateway.close();

console.log('kind                        texts   mean ms    p99 ms    max ms   above 100   outcomes');
for (const [kind] of kinds) {
  const of = found.filter((one) => one.kind === kind).sort((a, b) => a.cpuMs - b.cpuMs);
  const outcomes: Record<string, number> = {};
  for (const { outcome } of of) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const mean = of.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / of.length;
  const at = (share: number) => of[Math.min(of.length - 1, Math.floor(of.length * share))]!.cpuMs;
  console.log(
    `${kind.padEnd(25)} ${String(of.length).padStart(7)} ${mean.toFixed(1).padStart(9)} ${at(0.99).toFixed(1).padStart(9)} ${at(1).toFixed(1).padStart(9)} ${String(of.filter(({ cpuMs }) => cpuMs > 100).length).padStart(11)}   ${JSON.stringify(outcomes)}`,
  );
}
console.log('\nthe dearest:');
for (const { kind, text, cpuMs, wallMs, outcome } of found.sort((a, b) => b.cpuMs - a.cpuMs).slice(0, 10))
  console.log(
    `${cpuMs.toFixed(0)} ms CPU, ${wallMs.toFixed(0)} ms  ${kind}  ${outcome}  ${text.length} characters: ${text.slice(0, 150).replaceAll('\n', ' ')}`,
  );
