import { LIST_SEPARATOR } from '../json/flatten.js';
import type { ActivityElement } from './activity-elements.js';

/** Roles of organisations by code (version 2) and word (version 1). */
const ROLES: Readonly<Record<string, string>> = {
  1: 'funding',
  2: 'accountable',
  3: 'extending',
  4: 'implementing',
};
/** Kinds of dates by code (version 2); version 1 has the words. */
const DATES: Readonly<Record<string, string>> = {
  1: 'start-planned',
  2: 'start-actual',
  3: 'end-planned',
  4: 'end-actual',
};
/** Kinds of transactions that are money for the activity, by code of either version. */
const TRANSACTIONS: Readonly<Record<string, string>> = {
  2: 'commitment',
  C: 'commitment',
  3: 'disbursement',
  D: 'disbursement',
  4: 'expenditure',
  E: 'expenditure',
};

const oneLine = (text: string) => text.replaceAll(/\s+/gu, ' ').trim();
const childrenOf = (element: ActivityElement, name: string) =>
  element.children.filter((child) => child.name === name);
const childOf = (element: ActivityElement, name: string) =>
  element.children.find((child) => child.name === name);
const attribute = (element: ActivityElement | undefined, name: string) =>
  oneLine(element?.attributes[name] ?? '');

/** Text of an element: its first narrative (version 2), or its own (version 1). */
const narrative = (element: ActivityElement | undefined) =>
  element ? oneLine(childOf(element, 'narrative')?.text ?? element.text) : '';

/** Texts of an element by language; without one, a narrative is in the language of its activity. */
function narratives(
  elements: readonly ActivityElement[],
  language: string,
): [language: string, text: string][] {
  return elements.flatMap((element) => {
    const inner = childrenOf(element, 'narrative');
    return (inner.length ? inner : [element]).map((one): [string, string] => [
      (one.attributes['xml:lang'] ?? language).slice(0, 2).toLowerCase(),
      oneLine(one.text),
    ]);
  });
}

/** Cells that are lists of the same length, one line for each element. */
class Lists {
  private readonly lists = new Map<string, string[]>();

  add(group: string, values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) {
      const header = `${group}${name}`;
      this.lists.set(header, [...(this.lists.get(header) ?? []), value]);
    }
  }

  cells(): [string, string][] {
    return [...this.lists].map(([header, values]) => [header, values.join(LIST_SEPARATOR)]);
  }
}

const isDacSector = (sector: ActivityElement) =>
  ['', '1', 'DAC', 'DAC-5'].includes(sector.attributes['vocabulary'] ?? '');

/** Lists of an activity: who takes part, where, in which sectors, with how much money. */
function listsOf(activity: ActivityElement): Lists {
  const lists = new Lists();
  const currency = attribute(activity, 'default-currency');
  for (const one of childrenOf(activity, 'participating-org')) {
    const role = attribute(one, 'role');
    lists.add(`participating-org[${ROLES[role] ?? role.toLowerCase()}]`, {
      '': narrative(one),
      '/@ref': attribute(one, 'ref'),
      '/@type': attribute(one, 'type'),
    });
  }
  for (const one of childrenOf(activity, 'recipient-country'))
    lists.add('recipient-country', { '': narrative(one), '/@code': attribute(one, 'code') });
  for (const one of childrenOf(activity, 'recipient-region'))
    lists.add('recipient-region', { '': narrative(one), '/@code': attribute(one, 'code') });
  for (const one of childrenOf(activity, 'sector').filter(isDacSector))
    lists.add('sector', { '': narrative(one), '/@code': attribute(one, 'code') });
  for (const one of childrenOf(activity, 'location')) {
    const point = childOf(one, 'point');
    lists.add('location', {
      '/name': narrative(childOf(one, 'name')),
      '/point/pos': oneLine((point && childOf(point, 'pos')?.text) ?? ''),
    });
  }
  const money = (element: ActivityElement) => {
    const value = childOf(element, 'value');
    return {
      '/value': oneLine(value?.text ?? ''),
      '/value/@currency': attribute(value, 'currency') || currency,
      '/value/@value-date': attribute(value, 'value-date'),
    };
  };
  for (const one of childrenOf(activity, 'budget'))
    lists.add('budget', {
      ...money(one),
      '/period-start': attribute(childOf(one, 'period-start'), 'iso-date'),
    });
  for (const one of childrenOf(activity, 'transaction')) {
    const kind = TRANSACTIONS[attribute(childOf(one, 'transaction-type'), 'code')];
    if (kind === undefined) continue;
    lists.add(`transaction[${kind}]`, {
      ...money(one),
      '/transaction-date': attribute(childOf(one, 'transaction-date'), 'iso-date'),
      '/provider-org': narrative(childOf(one, 'provider-org')),
    });
  }
  for (const one of childrenOf(activity, 'document-link'))
    lists.add('document-link', {
      '/@url': attribute(one, 'url'),
      '/title': narrative(childOf(one, 'title')),
    });
  return lists;
}

/** Cells of an activity, by the path of what they hold; the words of version 1 are those of version 2. */
export function activityCells(activity: ActivityElement): Record<string, string> {
  const reporter = childOf(activity, 'reporting-org');
  const language = activity.attributes['xml:lang'] ?? 'en';
  const cells: Record<string, string> = {
    'iati-identifier': oneLine(childOf(activity, 'iati-identifier')?.text ?? ''),
    '@last-updated-datetime': attribute(activity, 'last-updated-datetime'),
    '@default-currency': attribute(activity, 'default-currency'),
    'reporting-org': narrative(reporter),
    'reporting-org/@ref': attribute(reporter, 'ref'),
    'reporting-org/@type': attribute(reporter, 'type'),
    'activity-status/@code': attribute(childOf(activity, 'activity-status'), 'code'),
  };
  for (const name of ['title', 'description'])
    for (const [code, text] of narratives(childrenOf(activity, name), language)) {
      cells[name] ||= text;
      cells[`${name}@${code}`] ||= text;
    }
  for (const one of childrenOf(activity, 'activity-date')) {
    const kind = attribute(one, 'type');
    cells[`activity-date[${DATES[kind] ?? kind.toLowerCase()}]`] ||=
      attribute(one, 'iso-date') || oneLine(one.text);
  }
  return Object.assign(cells, Object.fromEntries(listsOf(activity).cells()));
}
