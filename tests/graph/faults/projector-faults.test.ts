import { setTimeout as sleep } from 'node:timers/promises';
import type { ChangeEvent } from '#kernel/outbox';
import { lockProjectors } from '#kernel/projections';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ScratchOutbox, ScratchModel } from '../../support/random/scratch-outbox.js';
import { eventually } from '../../support/workplace.js';

let model: ScratchModel;
let left: ScratchOutbox;
let right: ScratchOutbox;
let schemas = 0;

beforeEach(async () => {
  model = new ScratchModel(process.env.TEST_DATABASE!, `scratch_${(schemas += 1)}`);
  await model.create();
  left = new ScratchOutbox('left');
  right = new ScratchOutbox('right');
});
afterEach(() => model.drop());

const count = async (feed: ScratchOutbox) => (await model.applied(feed)).length;
const upTo = (last: number) => Array.from({ length: last }, (_, at) => at + 1);

describe('a change that cannot be applied', () => {
  it('delays only its own outbox, after everything before it, until it can be applied', async () => {
    const poison = left.add(40)[30]!;
    left.add(20);
    right.add(10);
    let poisonous = true;
    model.before = (changes) => {
      if (poisonous && changes.includes(poison)) throw new Error('poison');
    };
    const projector = model.projector(left, right);
    projector.start();
    await eventually(10, () => count(right));
    await eventually(30, () => count(left));
    right.add(5);
    await eventually(15, () => count(right));
    await expect(projector.ready()).rejects.toThrow(/the outbox of left yet/);
    poisonous = false;
    await eventually(60, () => count(left));
    expect(await model.applied(left)).toEqual(upTo(60));
    await projector.ready();
  });

  it('is named in the log, and retried only after pauses', async () => {
    const [poison] = left.add();
    let tried = 0;
    model.before = () => {
      tried += 1;
      throw new Error('poison');
    };
    model.projector(left).start();
    await eventually(true, () => tried >= 2);
    // Even when new changes are announced meanwhile.
    for (let notice = 0; notice < 20; notice += 1) {
      await model.admin.query("NOTIFY passerelle_change, 'left'");
      await sleep(50);
    }
    expect(tried).toBeLessThan(6);
    const [warning] = model.logged;
    expect(warning).toMatchObject({ feed: 'left', msg: 'the outbox cannot be projected; retrying' });
    expect(warning!.err!.message).toBe(`Theme ${poison!.entityId} (change 1000 1) cannot be applied: poison`);
  });
});

describe('a subgraph that fails', () => {
  it('in the middle of its outbox is resumed from there', async () => {
    left.add(4_500);
    let page = 0;
    left.trouble = () => {
      page += 1;
      if (page === 2) throw new Error('reset by peer');
    };
    right.add(3);
    model.projector(left, right).start();
    await eventually(3, () => count(right));
    await eventually(4_500, () => count(left));
    expect(await model.applied(left)).toEqual(upTo(4_500));
  });

  it('by not answering delays neither the other outboxes nor the shutdown', async () => {
    left.trouble = () => new Promise(() => {});
    left.add(1);
    right.add(3);
    const projector = model.projector(left, right);
    projector.start();
    await eventually(3, () => count(right));
    await projector.close();
    expect(await count(left)).toBe(0);
  });
});

describe('two projectors', () => {
  it('apply one at a time, and each change event once', async () => {
    let applying = 0;
    let most = 0;
    model.before = async () => {
      most = Math.max(most, (applying += 1));
      await sleep(30);
      applying -= 1;
    };
    const projectors = [model.projector(left, right), model.projector(left, right)];
    for (const projector of projectors) projector.start();
    for (let batch = 0; batch < 10; batch += 1) {
      left.add(7);
      right.add(3);
      await model.admin.query('NOTIFY passerelle_change');
      await sleep(25);
    }
    await eventually(70, () => count(left));
    await eventually(30, () => count(right));
    await Promise.all(projectors.map((projector) => projector.close()));
    expect([await model.applied(left), await model.applied(right)]).toEqual([upTo(70), upTo(30)]);
    expect(most).toBe(1);
  });

  it('read again what a rebuild reset', async () => {
    left.add(10);
    model.projector(left).start();
    await eventually(10, () => count(left));
    // As a rebuild does it, while a projector already has its next page.
    const rebuild = await model.admin.connect();
    await rebuild.query('BEGIN');
    await rebuild.query(lockProjectors, [model.schema]);
    left.add(5);
    await eventually(true, async () => {
      const { rows } = await rebuild.query(
        `SELECT FROM pg_stat_activity WHERE application_name = $1 AND wait_event = 'advisory'`,
        [model.schema],
      );
      return rows.length > 0;
    });
    await rebuild.query('DELETE FROM applied');
    await rebuild.query("UPDATE checkpoint SET transaction = '0', number = 0");
    await rebuild.query('COMMIT');
    rebuild.release();
    await eventually(15, () => count(left));
    expect(await model.applied(left)).toEqual(upTo(15));
  });
});

it('a lost connection that listens for changes is reopened', async () => {
  left.add(1);
  model.projector(left).start();
  const listening = async () => {
    const { rows } = await model.admin.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE application_name = $1 AND query = 'LISTEN passerelle_change'`,
      [model.schema],
    );
    return rows[0]?.pid;
  };
  await eventually(true, async () => (await listening()) !== undefined);
  const first = await listening();
  await model.admin.query('SELECT pg_terminate_backend($1)', [first]);
  await eventually(true, async () => ![undefined, first].includes(await listening()));
  left.add(1);
  await model.admin.query("NOTIFY passerelle_change, 'left'");
  await eventually(2, () => count(left));
});

it('a shutdown finishes the batch that is being applied, and starts no other', async () => {
  left.add(3_000);
  let begun: (changes: readonly ChangeEvent[]) => void = () => {};
  const first = new Promise((resolve) => (begun = resolve));
  model.before = async (changes) => {
    begun(changes);
    await sleep(200);
  };
  const projector = model.projector(left);
  projector.start();
  await first;
  await projector.close();
  expect(await model.applied(left)).toEqual(upTo(2_000));
  const { rows } = await model.admin.query('SELECT number::int FROM checkpoint');
  expect(rows).toEqual([{ number: 2_000 }]);
});
