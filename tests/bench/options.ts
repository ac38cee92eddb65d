import { parseArgs } from 'node:util';
import { CONTENDERS, type ContenderName } from './contenders/index.js';

/** What a run is asked for; each option of the command line has a variable for its default. */
export interface Options {
  /** 1 for the real data; above, 12,000 partnerships and as many expertises each. */
  scale: number;
  rounds: number;
  /** Of each measurement. */
  seconds: number;
  connections: number;
  /** Names of questions and contenders; all, when it names none of a kind. */
  only: string[];
  /** Directory of the results. */
  out: string;
}

const { env } = process;
const USAGE = `npm run bench -- [--scale 1] [--rounds 5] [--seconds 3] [--connections 16] [--only q01,floor,apollo] [--out .data/bench/results]`;

/** @throws an Error for people, when an option is not known or no number */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scale: { type: 'string', default: env.BENCH_SCALE ?? '1' },
      rounds: { type: 'string', default: env.BENCH_ROUNDS ?? '5' },
      seconds: { type: 'string', default: env.BENCH_SECONDS ?? '3' },
      connections: { type: 'string', default: env.BENCH_CONNECTIONS ?? '16' },
      only: { type: 'string', default: env.BENCH_ONLY ?? '' },
      out: { type: 'string', default: env.BENCH_OUT ?? '.data/bench/results' },
    },
  });
  const number = (name: 'scale' | 'rounds' | 'seconds' | 'connections', least: number, most: number) => {
    const value = Number(values[name]);
    if (!(value >= least && value <= most))
      throw new Error(`--${name} is ${values[name]}: expected a number from ${least} to ${most}.\n${USAGE}`);
    return value;
  };
  return {
    scale: number('scale', 1, 1_000),
    rounds: number('rounds', 1, 100),
    seconds: number('seconds', 0.5, 60),
    connections: number('connections', 1, 500),
    only: values.only.split(',').filter(Boolean),
    out: values.out,
  };
}

/** The named ones of a list, or all when none of them is named. */
export function chosen<Thing>(all: readonly Thing[], nameOf: (thing: Thing) => string, only: string[]) {
  const named = all.filter((thing) => only.includes(nameOf(thing)));
  return named.length ? named : all;
}

export const contendersOf = ({ only }: Options): readonly ContenderName[] =>
  chosen(Object.keys(CONTENDERS) as ContenderName[], (name) => name, only);
