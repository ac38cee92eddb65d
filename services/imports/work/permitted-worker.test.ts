import { describe, expect, it } from '@jest/globals';
import type { Permission } from '#kernel/auth';
import { lostAmong } from './permitted-worker.js';

const all = (scope: string): Permission => ({ scope, of: null });
const of = (scope: string, id: string, closed?: Permission['closed']): Permission => ({
  scope,
  of: id,
  ...(closed === undefined ? {} : { closed }),
});

const CASES: [name: string, then: Permission[], now: Permission[], lost: number][] = [
  [
    'the same',
    [all('import:write'), of('partnership:record', 'a')],
    [all('import:write'), of('partnership:record', 'a')],
    0,
  ],
  ['more', [of('import:write', 'a')], [of('import:write', 'a'), of('import:write', 'b')], 0],
  ['all instead of one', [of('import:write', 'a')], [all('import:write')], 0],
  ['none', [all('import:write'), all('partnership:record')], [], 2],
  ['one instead of all', [all('import:write')], [of('import:write', 'a')], 1],
  ['another one', [of('import:write', 'a')], [of('import:write', 'b')], 1],
  [
    'that of an authority which was closed meanwhile',
    [of('import:write', 'a')],
    [of('import:write', 'a', 'CLOSED')],
    1,
  ],
  [
    'that of a predecessor, as before',
    [of('import:write', 'a', 'SUCCESSOR')],
    [of('import:write', 'a', 'SUCCESSOR')],
    0,
  ],
  [
    'without one that imports do not use',
    [all('import:write'), all('label:decide')],
    [all('import:write')],
    0,
  ],
];

describe('permissions that were lost since', () => {
  it.each(CASES)('%s', (_, then, now, lost) => expect(lostAmong(then, now)).toHaveLength(lost));
});
