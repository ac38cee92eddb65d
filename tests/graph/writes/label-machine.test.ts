import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '#kernel/values';
import fc from 'fast-check';
import {
  HELD,
  LabelWorkflow,
  OPEN,
  PARTS,
  named,
  parisDay,
  type Headers,
} from '../../support/label-workflow.js';
import { OwnGraph } from '../../support/own-graph.js';
import { Workplace } from '../../support/workplace.js';
import { runs } from '../../support/random/depth.js';

// Random sequences of operations on one application, its session and its expertise, compared with a small model.

const workplace = new Workplace();
const own = new OwnGraph(workplace, { NODE_ENV: 'test' }, workplace.loaded('small'));
const AUTHORITY = newId('Authority');
let graph: LabelWorkflow;
let editor: Headers;
let reviewer: Headers;

beforeAll(async () => {
  await own.begin();
  graph = new LabelWorkflow(own.address);
  editor = await graph.as('AUTHORITY_EDITOR', AUTHORITY);
  reviewer = await graph.as('REVIEWER');
});
afterAll(() => own.clear());

type Status = 'DRAFT' | 'SUBMITTED' | 'UNDER_REVIEW' | 'ACCEPTED' | 'REFUSED' | 'WITHDRAWN';
const OPEN_FILES: Status[] = ['DRAFT', 'SUBMITTED', 'UNDER_REVIEW'];

/** State of the model. */
interface World {
  file: { id: string; version: number; status: Status; complete: boolean };
  expertise: { id: string; version: number; withdrawn: boolean };
  session: { id: string; version: number; held: boolean };
  label: { id: string; version: number; revoked: boolean } | null;
  steps: string[];
}

interface Operation {
  mutation: string;
  who: () => Headers;
  input: (world: World) => object | null;
  /** The expected problem; undefined when the operation succeeds. */
  refused: (world: World) => string | undefined;
  /** Change of the model when the operation succeeds. */
  then: (world: World, answer: any) => void;
}

const wrong = ({ file }: World, ...allowed: Status[]) =>
  allowed.includes(file.status) ? undefined : 'STATUS_INVALID';
function go(world: World, status: Status): void {
  world.steps.push(`${world.file.status} ${status}`);
  world.file.status = status;
  world.file.version += 1;
}
const application = (
  name: string,
  who: () => Headers,
  more: object,
  refused: Operation['refused'],
  then: Operation['then'],
): Operation => ({
  mutation: `labelApplication${name}`,
  who,
  input: ({ file }) => ({ ...named(file), ...more }),
  refused,
  then,
});

const operations: Record<string, Operation> = {
  write: application(
    'Edit',
    () => editor,
    PARTS,
    (w) => wrong(w, 'DRAFT'),
    ({ file }) => {
      file.complete = true;
      file.version += 1;
    },
  ),
  clear: application(
    'Edit',
    () => editor,
    { evidence: null },
    (w) => wrong(w, 'DRAFT'),
    ({ file }) => {
      file.complete = false;
      file.version += 1;
    },
  ),
  submit: application(
    'Submit',
    () => editor,
    {},
    (w) => wrong(w, 'DRAFT') ?? (w.file.complete ? undefined : 'PART_MISSING'),
    (w) => go(w, 'SUBMITTED'),
  ),
  withdraw: application(
    'Withdraw',
    () => editor,
    {},
    (w) => wrong(w, ...OPEN_FILES),
    (w) => go(w, 'WITHDRAWN'),
  ),
  review: application(
    'Review',
    () => reviewer,
    {},
    // The committee cannot see a draft, even when it was withdrawn.
    (w) => (w.steps.includes('DRAFT SUBMITTED') ? wrong(w, 'SUBMITTED') : 'NOT_FOUND'),
    (w) => go(w, 'UNDER_REVIEW'),
  ),
  accept: application(
    'Decide',
    () => reviewer,
    { decision: 'ACCEPT' },
    (w) =>
      w.steps.includes('DRAFT SUBMITTED')
        ? (wrong(w, 'UNDER_REVIEW') ?? (w.session.held ? undefined : 'SESSION_NOT_HELD'))
        : 'NOT_FOUND',
    (w, { label }) => {
      go(w, 'ACCEPTED');
      w.label = { ...named(label), revoked: false };
    },
  ),
  refuse: application(
    'Decide',
    () => reviewer,
    { decision: 'REFUSE', reasons: 'no' },
    (w) =>
      w.steps.includes('DRAFT SUBMITTED')
        ? (wrong(w, 'UNDER_REVIEW') ?? (w.session.held ? undefined : 'SESSION_NOT_HELD'))
        : 'NOT_FOUND',
    (w) => go(w, 'REFUSED'),
  ),
  revoke: {
    mutation: 'labelRevoke',
    who: () => reviewer,
    input: ({ label }) => label && { ...named(label), reason: 'a test' },
    refused: ({ label }) => (label!.revoked ? 'LABEL_REVOKED' : undefined),
    then: ({ label }) => {
      label!.revoked = true;
      label!.version += 1;
    },
  },
  hold: {
    mutation: 'committeeSessionEdit',
    who: () => reviewer,
    input: ({ session }) => ({ ...named(session), ...HELD }),
    // It sits on that day already, so its dates do not change.
    refused: () => undefined,
    then: ({ session }) => {
      session.held = true;
      session.version += 1;
    },
  },
  reopen: {
    mutation: 'committeeSessionEdit',
    who: () => reviewer,
    input: ({ session }) => ({ ...named(session), ...OPEN, reason: 'The committee sits later' }),
    refused: ({ file }) =>
      ['ACCEPTED', 'REFUSED'].includes(file.status) ? 'DECISIONS_BEFORE_SESSION' : undefined,
    then: ({ session }) => {
      session.held = false;
      session.version += 1;
    },
  },
  forget: {
    mutation: 'expertiseWithdraw',
    who: () => editor,
    input: ({ expertise }) => named(expertise),
    refused: ({ expertise, label, file }) =>
      expertise.withdrawn
        ? 'EXPERTISE_WITHDRAWN'
        : label && !label.revoked
          ? 'LABEL_STANDS'
          : OPEN_FILES.includes(file.status)
            ? 'LABEL_APPLIED_FOR'
            : undefined,
    then: ({ expertise }) => {
      expertise.withdrawn = true;
      expertise.version += 1;
    },
  },
};

/** Sequences that reach a final state, with random operations between their steps. */
const WAYS = [
  ['write', 'submit', 'review', 'hold', 'accept', 'revoke', 'forget'],
  ['write', 'submit', 'review', 'hold', 'refuse', 'forget'],
];
/** Operations that none of these sequences needs. */
const DETOUR = ['write', 'clear', 'hold', 'reopen', 'withdraw'];
/** The steps of a sequence, without operations between them. */
const asDrawn = (way: string[]): [steps: { name: string; stale: boolean }[], way: string[]] => [
  way.map((name) => ({ name, stale: false })),
  way,
];
const step = fc.record({
  name: fc.oneof(fc.constantFrom(...Object.keys(operations)), fc.constant(null)),
  stale: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
});

async function begin(): Promise<World> {
  const expertise = await graph.declared(editor, AUTHORITY);
  const session = await graph.session(reviewer);
  const file = await graph.done(editor, 'labelApplicationDraft', {
    expertiseId: expertise.id,
    sessionId: session.id,
  });
  return {
    file: { ...named(file), status: 'DRAFT', complete: false },
    expertise: { ...named(expertise), withdrawn: false },
    session: { ...named(session), held: false },
    label: null,
    steps: ['null DRAFT'],
  };
}

it('an application behaves as the model predicts', async () => {
  const done = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 25 }),
      fc.constantFrom(...WAYS),
      async (steps, way) => {
        const world = await begin();
        let place = 0;
        for (const { name: given, stale } of steps) {
          const name = given ?? way[place++ % way.length]!;
          const { mutation, who, input, refused, then } = operations[name]!;
          const asked = input(world) as { version: number } | null;
          if (!asked) continue;
          const foreseen = refused(world);
          if (stale) asked.version -= 1;
          const wanted = stale && foreseen !== 'NOT_FOUND' ? 'VERSION_CONFLICT' : foreseen;
          const { problems, ...payload } = await graph.send(who(), mutation, asked);
          expect({ name, codes: [...new Set(problems.map(({ code }) => code))] }).toEqual({
            name,
            codes: wanted ? [wanted] : [],
          });
          if (wanted) continue;
          then(world, payload.labelApplication);
          done.add(name);
        }
        await expectIt(world);
      },
    ),
    { ...runs(60, 8), endOnFailure: true, examples: [...WAYS, DETOUR].map(asDrawn) },
  );
  expect([...done].sort()).toEqual(Object.keys(operations).sort());
});

async function expectIt({ file, expertise, label, steps }: World): Promise<void> {
  const data = await graph.data(
    `query ($file: ID!, $expertise: ID!) {
      labelApplication(id: $file) { version status label { id status revokedOn } transitions { from to } }
      expertise(id: $expertise) { version basis withdrawnOn labels { totalCount } }
    }`,
    { file: file.id, expertise: expertise.id },
    editor,
  );
  const { transitions, ...rest } = data.labelApplication;
  expect(transitions.map(({ from, to }: any) => `${from} ${to}`)).toEqual(steps);
  expect(rest).toEqual({
    version: file.version,
    status: file.status,
    label: label && {
      id: label.id,
      status: label.revoked ? 'REVOKED' : 'ACTIVE',
      revokedOn: label.revoked ? parisDay() : null,
    },
  });
  expect(data.expertise).toEqual({
    version: expertise.version,
    basis: label && !label.revoked ? 'LABELLED' : 'DECLARED',
    withdrawnOn: expertise.withdrawn ? parisDay() : null,
    labels: { totalCount: label ? 1 : 0 },
  });
}
