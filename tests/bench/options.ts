import { parseArgs } from 'node:util';
import { CONTENDERS, type ContenderName } from './contenders/index.js';
import { questions, type Question } from './questions/index.js';

/** Options of a run; each option of the command line has a variable for its default. */
export interface Options {
  /** 1 for the real data; above, 12,000 partnerships and as many expertises each. */
  scale: number;
  /** Compares selective searches at this scale with those at scale 1, instead of contenders at one scale. */
  compareScales: boolean;
  /** Fewer contenders and shorter measurements: ratios in two minutes, on a quiet machine. */
  quick: boolean;
  rounds: number;
  /** Duration of each measurement. */
  seconds: number;
  /** Seconds of warm-up, in which code is compiled and caches fill. */
  warmUp: number;
  connections: number;
  questions: readonly Question[];
  contenders: readonly ContenderName[];
  /** Directory of the results. */
  out: string;
}

const { env } = process;
const contenderNames = Object.keys(CONTENDERS) as ContenderName[];
const USAGE = `npm run bench -- [--scale 1] [--rounds 5] [--seconds 2] [--connections 16] [--only q01,floor,apollo] [--out .data/bench/results]
npm run bench -- --quick [--only …]: ratios in two minutes
npm run bench -- --compare-scales [--scale 100] [--connections 4] …`;

/** Those that a quick run compares. */
const QUICK_CONTENDERS: readonly ContenderName[] = ['floor', 'one-process', 'apollo', 'postgraphile'];

/** @throws Error with a message for people, when an option is unknown or its value is invalid */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scale: { type: 'string' },
      'compare-scales': { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      connections: { type: 'string' },
      only: { type: 'string', default: env.BENCH_ONLY ?? '' },
      out: { type: 'string', default: env.BENCH_OUT ?? '.data/bench/results' },
    },
  });
  const number = (
    name: 'scale' | 'rounds' | 'seconds' | 'connections',
    otherwise: number,
    [least, most]: [number, number],
  ) => {
    const given = values[name] ?? env[`BENCH_${name.toUpperCase()}`] ?? otherwise;
    const value = Number(given);
    if (value >= least && value <= most) return value;
    throw new Error(`--${name} is ${given}: expected a number from ${least} to ${most}.\n${USAGE}`);
  };
  const compareScales = values['compare-scales'];
  const { quick } = values;
  const only = values.only.split(',').filter(Boolean);
  const known = [...questions.map(({ name }) => name), ...contenderNames];
  const unknown = only.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Error(`--only names ${unknown}: expected some of ${known.join(', ')}.\n${USAGE}`);
  return {
    scale: number('scale', compareScales ? 100 : 1, [1, 1_000]),
    compareScales,
    quick,
    rounds: number('rounds', quick ? 3 : 5, [1, 100]),
    seconds: number('seconds', quick ? 0.5 : 2, [0.5, 60]),
    warmUp: quick ? 0.8 : 1.5,
    connections: number('connections', compareScales ? 4 : 16, [1, 500]),
    questions: chosen(questions, ({ name }) => name, only),
    contenders: chosen(quick ? QUICK_CONTENDERS : contenderNames, (name) => name, only),
    out: values.out,
  };
}

/** The named items of a list, or all items when none is named. */
function chosen<Thing>(all: readonly Thing[], nameOf: (thing: Thing) => string, only: string[]) {
  const named = all.filter((thing) => only.includes(nameOf(thing)));
  return named.length ? named : all;
}
