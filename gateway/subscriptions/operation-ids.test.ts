import { describe, expect, it } from '@jest/globals';
import { IdInUse, OperationIds } from './operation-ids.js';

const subscribe = (id: string, payload: object = { query: '{ a }' }) =>
  JSON.stringify({ id, type: 'subscribe', payload });
const message = (id: string, type: string, payload?: object) => JSON.stringify({ id, type, payload });

describe('ids of operations', () => {
  it('differ for operations that have the same id one after the other', () => {
    const ids = new OperationIds();
    expect(ids.received(subscribe('a'))).toEqual({ id: '1', type: 'subscribe', payload: { query: '{ a }' } });
    expect(ids.received(message('a', 'complete'))).toEqual({ id: '1', type: 'complete' });
    expect(ids.received(subscribe('a'))).toMatchObject({ id: '2' });
    // What still comes of the first is not taken for the second.
    expect(ids.sent(message('1', 'next', { data: {} }))).toBeUndefined();
    expect(ids.sent(message('1', 'complete'))).toBeUndefined();
    expect(ids.sent(message('2', 'next', { data: {} }))).toBe(message('a', 'next', { data: {} }));
  });

  it('are those of the client in what it gets, whatever they are', () => {
    for (const id of ['1', '"', '\\', 'é', ' ', '{"id":"2"', '__proto__']) {
      const ids = new OperationIds();
      ids.received(subscribe('another'));
      ids.received(subscribe(id));
      for (const type of ['next', 'next', 'complete'])
        expect(ids.sent(message('2', type, { data: { id: '2' } }))).toBe(
          message(id, type, { data: { id: '2' } }),
        );
    }
  });

  it.each(['complete', 'error'])('are free after %s of the server', (type) => {
    const ids = new OperationIds();
    ids.received(subscribe('a'));
    expect(() => ids.received(subscribe('a'))).toThrow(IdInUse);
    ids.sent(message('1', type));
    expect(ids.received(subscribe('a'))).toMatchObject({ id: '2' });
  });
});

it('of an operation that there is none of end no other', () => {
  const ids = new OperationIds();
  expect(ids.received(subscribe('a'))).toMatchObject({ id: '1' });
  expect(ids.received(message('1', 'complete'))).toEqual({ id: '0', type: 'complete' });
});

describe('messages', () => {
  it.each([
    ['{', '{'],
    ['[]', []],
    ['null', null],
    ['{"type":"ping","payload":{"id":"1"}}', { type: 'ping', payload: { id: '1' } }],
    ['{"type":"subscribe","id":1}', { type: 'subscribe', id: 1 }],
    ['{"type":"connection_init","id":"1"}', { type: 'connection_init', id: '1' }],
  ])('that are none of an operation pass as they are: %s', (text, expected) =>
    expect(new OperationIds().received(text)).toEqual(expected),
  );

  it('of the server that are none of an operation pass as they are', () => {
    const pong = '{"type":"pong","payload":{"id":"1","type":"next"}}';
    expect(new OperationIds().sent(pong)).toBe(pong);
  });

  it.each([
    [{ documentId: 'q01' }, { documentId: 'q01', query: '' }],
    [{ extensions: { persistedQuery: {} } }, { extensions: { persistedQuery: {} }, query: '' }],
    [
      { query: '{ a }', documentId: 'q01' },
      { query: '{ a }', documentId: 'q01' },
    ],
    [{ variables: {} }, { variables: {} }],
  ])('ask by id without a text: %j', (payload, expected) =>
    expect(new OperationIds().received(subscribe('a', payload))).toMatchObject({ payload: expected }),
  );
});
