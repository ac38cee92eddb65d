import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Command } from 'commander';
import { OperatorError } from '../../settings/operator-error.js';
import type { AccessOutput } from '../access.js';
import { decisionFile, readDecisions } from './decision-file.js';
import type { ImportGraph } from './graph.js';
import { reportLines } from './report.js';
import { writeNew } from './write-new.js';
import { ImportSession, type ImportState } from './session.js';
import { upload } from './upload.js';

interface ImportOptions {
  profile?: string;
  map?: string;
  sheet?: string;
  sourceKey?: string;
  title?: string;
  url?: string;
  licence?: string;
  asOf?: string;
  dryRun?: true;
  decisions?: string;
  resume?: string;
  undo?: string;
}

/** The command `npm run import -- …`. @param open called once, when the command line is right */
export function importCommand(open: () => Promise<ImportGraph>, { print, warn }: AccessOutput): Command {
  const command: Command = new Command('import')
    .description('bring in a file of partnerships: CSV, TSV, XLSX, JSON, NDJSON or IATI activities')
    .argument('[file]', 'the file')
    .option('--profile <name>', 'layout of the file; without it, it is recognised by its headers')
    .option('--map <file>', 'layout of your own in YAML, instead of a profile')
    .option('--sheet <name>', 'sheet of a workbook')
    .option(
      '--source-key <key>',
      'short name that all editions of the source share (default: from the name of the file)',
    )
    .option('--title <text>', 'title of the source (default: the name of the file)')
    .option('--source-url <address>', 'web address of the source')
    .option('--licence <text>', 'licence of its content, such as etalab-2.0')
    .option('--as-of <date>', 'when the source made its statements: a year, a month or a day')
    .option('--dry-run', 'show what would become of each row, and write nothing')
    .option(
      '--decisions <file>',
      'file of rows to decide that an earlier run wrote, with its column `decision` filled in',
    )
    .option('--resume <id>', 'go on with an import')
    .option('--undo <id>', 'take an import back')
    .action((file: string | undefined, options: ImportOptions & { sourceUrl?: string }) =>
      run(file, { ...options, ...(options.sourceUrl === undefined ? {} : { url: options.sourceUrl }) }),
    );

  async function run(file: string | undefined, options: ImportOptions): Promise<void> {
    const given = [file, options.resume, options.undo].filter((one) => one !== undefined);
    if (given.length !== 1) command.error('error: give a file, --resume <id> or --undo <id>');
    if (file !== undefined && options.licence === undefined)
      command.error('error: say under which licence the file may be reused: --licence etalab-2.0');
    if (options.profile !== undefined && options.map !== undefined)
      command.error('error: give --profile or --map, not both');
    const graph = await open();
    const { progress } = graph;
    const show = (doing: string, done: number, total: number) => progress.show(doing, done, total);
    try {
      const id = options.undo ?? options.resume ?? (await bringIn(graph, file!, options, show, print));
      const session = new ImportSession(graph, id, show);
      const ended =
        options.undo === undefined ? await carryThrough(session, options) : await session.work('importUndo');
      progress.done();
      for (const line of reportLines(ended)) print(line);
      if (options.undo === undefined) await report(session, ended, file ?? besideDecisions(options, ended));
    } finally {
      progress.done();
    }
  }

  /** Writes the file of rows to decide, and says what can be done next. */
  async function report(session: ImportSession, { id, state }: ImportState, file: string): Promise<void> {
    const rows = await session.openRows();
    if (rows.length) {
      const path = await writeNew(`${file}.to-decide`, '.csv', decisionFile(rows));
      print(`${rows.length} rows need a decision: fill in the column \`decision\` of ${path}, then`);
      print(`  npm run import -- --resume ${id} --decisions ${path}`);
    }
    if (state === 'APPLIED') print(`To take it back: npm run import -- --undo ${id}`);
    else print(`To enter it: npm run import -- --resume ${id}`);
  }

  async function carryThrough(session: ImportSession, options: ImportOptions): Promise<ImportState> {
    let found = await session.settledAfterFailure();
    if (found.state === 'READ' || found.state === 'UNDONE') found = await session.work('importPreview');
    if (options.decisions !== undefined) found = await decide(session, options.decisions);
    if (options.dryRun) return found;
    return found.state === 'PREVIEWED' ? session.work('importApply') : found;
  }

  async function decide(session: ImportSession, path: string): Promise<ImportState> {
    const { filled, complaints } = readDecisions(await readFile(path));
    if (complaints.length) throw new OperatorError(complaints.join('\n'));
    const rows = await session.openRows();
    const decisions = filled.flatMap(({ line, key, row, decision }) => {
      const found = rows.find((one) =>
        key === ''
          ? `${[one.sheet, one.rowNumber].filter((part) => part !== null).join(' ')}` === row
          : one.externalId === key,
      );
      if (!found) warn(`Line ${line} of ${basename(path)}: its row needs no decision any more.`);
      return found ? [{ rowId: found.id, ...decision }] : [];
    });
    if (decisions.length) await session.decide(decisions);
    return session.work('importPreview');
  }

  return command;
}

/** Where the file of an import would be that goes on: beside its decisions, else in the current folder. */
const besideDecisions = ({ decisions }: ImportOptions, { fileName }: ImportState): string =>
  decisions === undefined ? basename(fileName) : join(dirname(decisions), basename(fileName));

async function bringIn(
  graph: ImportGraph,
  file: string,
  options: ImportOptions,
  show: (doing: string, done: number, total: number) => void,
  print: (line: string) => void,
): Promise<string> {
  const map =
    options.map === undefined
      ? null
      : await readFile(options.map, 'utf8').catch((error: unknown) => {
          throw new OperatorError(`${options.map} cannot be read: ${(error as Error).message}`, {
            cause: error,
          });
        });
  const id = await upload(
    graph,
    {
      path: file,
      profile: options.profile ?? null,
      map,
      sheet: options.sheet ?? null,
      source: {
        key: options.sourceKey ?? keyOf(file),
        title: options.title ?? basename(file),
        url: options.url ?? null,
        licence: options.licence!,
        asOf: options.asOf ?? null,
      },
    },
    (done, total) => show('uploading bytes', done, total),
  );
  print(`Uploaded as import ${id}: if this is interrupted, npm run import -- --resume ${id} goes on.`);
  return id;
}

/** Key of a source after the name of a file; editions whose names differ need `--source-key`. */
export function keyOf(file: string): string {
  const words = basename(file)
    .replace(/\.[a-z]+$/i, '')
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 64)
    .replace(/-$/, '');
  return words.length >= 2 ? words : `file-${words}`;
}
