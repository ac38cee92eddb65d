import type { RecordedStatement } from '#kernel/database';

/** Executions of one statement text in one subgraph. */
export interface StatementGroup {
  /** The slowest execution, whose parameters and plan are shown. */
  slowest: RecordedStatement;
  executions: number;
  rows: number;
  milliseconds: number;
}

/** Longest shown text of a parameter, in characters. */
const MAX_PARAMETER = 120;

/** Groups statements, in the order of their first execution. */
export function groupStatements(statements: readonly RecordedStatement[]): StatementGroup[] {
  const groups = new Map<string, StatementGroup>();
  for (const statement of statements) {
    const key = `${statement.subgraph} ${statement.text}`;
    const { rows, milliseconds } = statement;
    const group = groups.get(key);
    if (!group) groups.set(key, { slowest: statement, executions: 1, rows, milliseconds });
    else {
      group.executions += 1;
      group.rows += rows;
      group.milliseconds += milliseconds;
      if (milliseconds > group.slowest.milliseconds) group.slowest = statement;
    }
  }
  return [...groups.values()];
}

/** @param plan null for a statement that is not a read */
export function statementLines(
  { slowest, executions, rows, milliseconds }: StatementGroup,
  plan: readonly string[] | null,
): string[] {
  const { subgraph, name, text, values } = slowest;
  return [
    `── ${subgraph}: ${name ?? '(no name)'} ── ${count(executions, 'time')}, ${count(rows, 'row')}, ${milliseconds.toFixed(1)} ms`,
    text,
    ...values.map((value, index) => `  $${index + 1} = ${shown(value)}`),
    ...(plan ?? ['(no plan: not a read)']).map((line) => `  ${line}`),
    '',
  ];
}

export function summaryLine(groups: readonly StatementGroup[]): string {
  const total = (of: (group: StatementGroup) => number) => groups.reduce((sum, group) => sum + of(group), 0);
  return `${count(groups.length, 'statement')}, executed ${count(
    total(({ executions }) => executions),
    'time',
  )}: ${count(
    total(({ rows }) => rows),
    'row',
  )}, ${total(({ milliseconds }) => milliseconds).toFixed(1)} ms`;
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  if (text.length <= MAX_PARAMETER) return text;
  const size = Array.isArray(value) ? count(value.length, 'value') : count(text.length, 'character');
  return `${text.slice(0, MAX_PARAMETER)}… (${size})`;
}
