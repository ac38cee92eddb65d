import { CONTENDERS, type ContenderName } from './contenders/index.js';
import type { Measure } from './measure.js';

/** Results of one contender with one question, round by round. */
export interface Line {
  question: string;
  contender: ContenderName;
  rounds: Measure[];
  sqlStatements: number | undefined;
}

export interface Spread {
  median: number;
  lowest: number;
  highest: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return {
    median: (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2,
    lowest: sorted[0]!,
    highest: sorted.at(-1)!,
  };
}

/** A line with its medians and its ratios, which are computed round by round: what slows a round slows all contenders in it. */
export function summaryOf(line: Line, lines: readonly Line[]) {
  const of = (pick: (round: Measure) => number) => spreadOf(line.rounds.map(pick));
  const against = (contender: ContenderName) => {
    const other = lines.find(
      (candidate) => candidate.question === line.question && candidate.contender === contender,
    );
    return (
      other &&
      spreadOf(line.rounds.map((round, at) => round.requestsPerSecond / other.rounds[at]!.requestsPerSecond))
    );
  };
  return {
    question: line.question,
    contender: line.contender,
    title: CONTENDERS[line.contender],
    requestsPerSecond: of((round) => round.requestsPerSecond),
    againstFloor: against('floor'),
    againstApollo: against('apollo'),
    againstPostgraphile: against('postgraphile'),
    p50: of((round) => round.p50),
    p95: of((round) => round.p95),
    p99: of((round) => round.p99),
    cpu: of((round) => round.cpu),
    sqlStatements: line.sqlStatements,
  };
}

export type Summary = ReturnType<typeof summaryOf>;

export const show = (spread: Spread | undefined, digits: number) =>
  spread
    ? `${spread.median.toFixed(digits)} (${spread.lowest.toFixed(digits)}–${spread.highest.toFixed(digits)})`
    : '–';
const digitsFor = (spread: Spread) => (spread.median < 10 ? 1 : 0);

/** A table in Markdown: medians, with the lowest and the highest round in brackets. */
export function tableOf(summaries: readonly Summary[]): string {
  const heads = [
    'question',
    'contender',
    'requests/s',
    '× floor',
    '× Apollo',
    '× PostGraphile',
    'p50 ms',
    'p95 ms',
    'p99 ms',
    'CPU ms/request',
    'SQL',
  ];
  const rows = summaries.map((line) => [
    line.question,
    line.title,
    show(line.requestsPerSecond, digitsFor(line.requestsPerSecond)),
    show(line.againstFloor, 2),
    show(line.againstApollo, 2),
    show(line.againstPostgraphile, 2),
    show(line.p50, 1),
    show(line.p95, 1),
    show(line.p99, 1),
    show(line.cpu, 2),
    String(line.sqlStatements ?? '–'),
  ]);
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Ratios of Passerelle in one process as a table for a README, with the day and the machine: figures of other runs are not comparable. */
export function ratiosOf(summaries: readonly Summary[], caption: string, date: Date): string {
  const rows = summaries
    .filter(({ contender }) => contender === 'one-process')
    .map(({ question, againstPostgraphile, againstApollo, againstFloor }) => [
      question,
      ...[againstPostgraphile, againstApollo, againstFloor].map((spread) => show(spread, 2)),
    ]);
  const heads = ['question', '× PostGraphile', '× @apollo/gateway', '× floor'];
  const table = [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const day = date.toISOString().slice(0, 10);
  return `Requests per second of Passerelle in one process, divided by those of others in the same run, on ${day}. ${caption}.\n\n${table.join('\n')}`;
}
