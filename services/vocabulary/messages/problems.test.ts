import { expect, it } from '@jest/globals';
import { KERNEL_PROBLEMS } from '#kernel/errors';
import { COOPERATION_PROBLEMS } from './cooperation-problems.messages.js';
import { EXPERTISE_PROBLEMS } from './expertise-problems.messages.js';
import { FOREIGN_AUTHORITY_PROBLEMS } from './foreign-authority-problems.messages.js';
import { IMPORT_PROBLEMS } from './import-problems.messages.js';
import { OTHER_PROBLEMS } from './other-problems.messages.js';
import { PARTNERSHIP_PROBLEMS } from './partnership-problems.messages.js';
import { PROBLEMS } from './problems.js';
import { SHARED_PROBLEMS } from './shared-problems.messages.js';

it('each problem is in one catalogue: the later one of two would hide the reasons of the other', () => {
  const codes = [
    KERNEL_PROBLEMS,
    COOPERATION_PROBLEMS,
    EXPERTISE_PROBLEMS,
    FOREIGN_AUTHORITY_PROBLEMS,
    IMPORT_PROBLEMS,
    OTHER_PROBLEMS,
    PARTNERSHIP_PROBLEMS,
    SHARED_PROBLEMS,
  ].flatMap((catalogue) => Object.keys(catalogue));
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  expect(Object.keys(PROBLEMS).sort()).toEqual(codes.sort());
});
