import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readContent } from '../support/read-text.js';
import { OCCURRENCES } from './index.js';

const cellsOf = async (content: string | Uint8Array) =>
  (await readContent(content)).records.map(({ cells }) => ({ ...cells }));

describe('JSON', () => {
  const objects = [
    { id: 1, name: 'Éducation', place: { country: 'BJ' }, tags: ['a', 'b'], money: [{ value: 1.5 }] },
    { id: 2, name: null, extra: true },
  ];
  const cells = [
    { id: '1', name: 'Éducation', 'place.country': 'BJ', tags: 'a\nb', 'money[1].value': '1.5' },
    { id: '2', name: '', extra: 'true' },
  ];

  it.each([
    ['a list', JSON.stringify(objects), 'json'],
    [
      'a list inside an object',
      JSON.stringify({ head: { vars: ['x'] }, results: { count: 2, bindings: objects } }, null, 2),
      'json',
    ],
    ['an object per line', objects.map((one) => JSON.stringify(one)).join('\n'), 'ndjson'],
    [
      'an object per line, and empty lines',
      `${objects.map((one) => JSON.stringify(one)).join('\r\n\r\n')}\r\n`,
      'ndjson',
    ],
  ])('is read from %s', async (_, text, format) => {
    const { detected } = await readContent(text);
    expect(detected.format).toBe(format);
    expect(await cellsOf(text)).toEqual(cells);
  });

  it('keeps every digit of a number', async () => {
    const text = '{"a":12345678901234567890,"t":"x: 12345678901234567890"}';
    const right = [{ a: '12345678901234567890', t: 'x: 12345678901234567890' }];
    expect(await cellsOf(`[${text}]`)).toEqual(right);
    expect(await cellsOf(`${text}\n${text}`)).toEqual([...right, ...right]);
  });

  it('gives the same records as a list and line by line, whatever the values', async () => {
    const value = fc.oneof(fc.string({ unit: 'grapheme' }), fc.boolean(), fc.constant(null), fc.integer());
    const object = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme-ascii' }).filter((key) => !/[.[\]]/.test(key)),
      value,
      { minKeys: 1, maxKeys: 6, noNullPrototype: true },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(object, { minLength: 2, maxLength: 5 }), async (list) => {
        const lines = list.map((one) => JSON.stringify(one));
        const expected = list.map((one) =>
          Object.fromEntries(
            Object.entries(one).map(([key, inner]) => [key, inner === null ? '' : String(inner)]),
          ),
        );
        const [asList, asLines] = [await cellsOf(`[${lines.join(',')}]`), await cellsOf(lines.join('\n'))];
        expect(asList).toEqual(asLines);
        expect(asLines).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe('IATI', () => {
  const activity = (identifier: string, inner = '') =>
    `<iati-activity xml:lang="fr" default-currency="EUR" last-updated-datetime="2024-01-02T00:00:00Z">
       <iati-identifier> ${identifier} </iati-identifier>${inner}</iati-activity>`;
  const file = (...activities: string[]) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<!-- x -->\n<iati-activities version="2.03">${activities.join('\n')}</iati-activities>`;

  it('has a record for each activity, with lists where elements repeat', async () => {
    const [cells] = await cellsOf(
      file(
        activity(
          'FR-1',
          `<reporting-org ref="FR-6" type="10"><narrative>Ministère</narrative></reporting-org>
           <title><narrative>Eau &amp; vie</narrative><narrative xml:lang="en">Water</narrative></title>
           <participating-org role="1" type="11"><narrative>Ville A</narrative></participating-org>
           <participating-org role="1"><narrative>Ville B</narrative></participating-org>
           <activity-status code="2"/><activity-date type="1" iso-date="2013-05-01"/>
           <recipient-country code="BJ" percentage="50"/><recipient-country code="TG" percentage="50"/>
           <location><name><narrative>Parakou</narrative></name><point><pos>9.33 2.63</pos></point></location>
           <sector vocabulary="1" code="14030"/><sector vocabulary="99" code="X"/>
           <budget><period-start iso-date="2013-01-01"/><value value-date="2013-01-01">1000</value></budget>
           <transaction><transaction-type code="3"/><transaction-date iso-date="2014-02-01"/><value currency="XOF">5</value></transaction>
           <transaction><transaction-type code="1"/><value>7</value></transaction>`,
        ),
      ),
    );
    expect(cells).toMatchObject({
      'iati-identifier': 'FR-1',
      'title@fr': 'Eau & vie',
      'title@en': 'Water',
      'participating-org[funding]': 'Ville A\nVille B',
      'participating-org[funding]/@type': '11\n',
      'activity-date[start-planned]': '2013-05-01',
      'recipient-country/@code': 'BJ\nTG',
      'location/name': 'Parakou',
      'location/point/pos': '9.33 2.63',
      'sector/@code': '14030',
      'budget/value': '1000',
      'budget/value/@currency': 'EUR',
      'transaction[disbursement]/value': '5',
      'transaction[disbursement]/value/@currency': 'XOF',
      [OCCURRENCES]: '1',
    });
  });

  it('says how often an identifier occurs, at each activity that has it', async () => {
    const records = await cellsOf(file(activity('A'), activity('B'), activity('A'), activity('A')));
    expect(records.map((cells) => cells[OCCURRENCES])).toEqual(['3', '1', '3', '3']);
  });

  it('of version 1 has the words of version 2', async () => {
    const [cells] = await cellsOf(
      file(
        activity(
          'V1',
          '<title>Eau</title><participating-org role="Implementing">Ville</participating-org><sector vocabulary="DAC" code="14030"/><activity-date type="start-planned" iso-date="2013-05-01"/>',
        ),
      ),
    );
    expect(cells).toMatchObject({
      'title@fr': 'Eau',
      'participating-org[implementing]': 'Ville',
      'activity-date[start-planned]': '2013-05-01',
      'sector/@code': '14030',
    });
  });

  it('is decoded as its declaration says', async () => {
    const text = file(activity('É')).replace('UTF-8', 'ISO-8859-1');
    expect((await cellsOf(Buffer.from(text, 'latin1')))[0]!['iati-identifier']).toBe('É');
  });
});
