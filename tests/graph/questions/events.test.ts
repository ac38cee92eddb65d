import { describe, expect, it } from '@jest/globals';
import { facts } from '../../support/search/facts.js';
import { ask, dataOf } from '../../support/graph.js';

describe('filters of events and resources', () => {
  it('countryGroup: notIn keeps events without a group', async () => {
    const { all, others } = await dataOf(`{
      all: events { totalCount }
      others: events(filter: { countryGroup: { notIn: ["MG"] } }) { totalCount }
    }`);
    const rows = facts<{ countryGroupCode: string | null }>('events', 'events');
    expect(all.totalCount).toBe(rows.length);
    expect(others.totalCount).toBe(rows.filter(({ countryGroupCode }) => countryGroupCode !== 'MG').length);
  });

  it('what the page of the communiqué names is in the news, and what is not known of it is null', async () => {
    const { newsItems, talks } = await dataOf(`{
      newsItems(first: 100) { nodes { title(lang: FR) publishedOn documents { title url } provenance { asOf source { url } } } }
      talks: events(filter: { text: "chroniques géopolitiques saison 2" }) { nodes { startDate } }
    }`);
    const byTitle = (title: RegExp) => newsItems.nodes.filter((item: any) => title.test(item.title));
    const page = expect.stringMatching(/^https:\/\/cites-unies-france\.org\/MEAE-DAECT-COMMUNIQUE-.*-4278$/);
    expect(byTitle(/Mozambique/)).toMatchObject([
      { publishedOn: '2021-12-06', documents: [], provenance: { asOf: '2021-12-06', source: { url: page } } },
    ]);
    expect(byTitle(/^Lauréats des campagnes 2024.*franco-mexicain/)).toMatchObject([
      { publishedOn: null, provenance: { asOf: '2024', source: { url: page } } },
    ]);
    expect(byTitle(/EXPE-CT$/)).toMatchObject([
      { publishedOn: '2021-12-08', documents: [{ title: 'Communiqué (document à télécharger)', url: null }] },
    ]);
    expect(talks.nodes).toEqual([{ startDate: '2021-12-10' }]);
  });

  it('contentLanguage filters by the field of that name', async () => {
    const { resources } = await dataOf(
      '{ resources(first: 100, filter: { contentLanguage: { notIn: ["fr"] } }) { totalCount nodes { contentLanguage } } }',
    );
    expect(resources.totalCount).toBe(
      facts<{ language: string }>('events', 'resources').filter(({ language }) => language !== 'fr').length,
    );
    expect(resources.nodes.every(({ contentLanguage }: any) => contentLanguage !== 'fr')).toBe(true);
    const { errors } = await ask('{ resources(filter: { language: { in: ["fr"] } }) { totalCount } }');
    expect(errors[0]!.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});

describe('orders', () => {
  it.each([
    ['newsItems', 'PUBLISHED_ON', 'publishedOn', 'news-items', 'publishedOn'],
    ['resources', 'DATE', 'date', 'resources', 'date'],
  ])(
    '%s by %s end with unknown dates, either way and page by page',
    async (list, field, property, file, column) => {
      const rows = facts<Record<string, string | null>>('events', file);
      const dated = rows.flatMap((row) => row[column] ?? []).sort();
      const unknown = rows.filter((row) => row[column] === null).map(() => null);
      if (list === 'newsItems') expect(unknown.length).toBeGreaterThan(0);
      for (const direction of ['ASC', 'DESC']) {
        const expected = [...(direction === 'ASC' ? dated : [...dated].reverse()), ...unknown];
        const read = async (page: string, variables = {}) =>
          (
            await dataOf(
              `query ($cursor: String) { page: ${list}(orderBy: [{ field: ${field}, direction: ${direction} }], ${page}) { nodes { ${property} } pageInfo { hasNextPage endCursor hasPreviousPage startCursor } } }`,
              variables,
            )
          ).page;
        const forwards: unknown[] = [];
        for (let cursor: string | null = null; ;) {
          const page = await read('first: 4, after: $cursor', { cursor });
          forwards.push(...page.nodes.map((node: any) => node[property]));
          if (!page.pageInfo.hasNextPage) break;
          cursor = page.pageInfo.endCursor;
        }
        expect(forwards).toEqual(expected);
        const backwards: unknown[] = [];
        for (let cursor: string | null = null; ;) {
          const page = await read('last: 4, before: $cursor', { cursor });
          backwards.unshift(...page.nodes.map((node: any) => node[property]));
          if (!page.pageInfo.hasPreviousPage) break;
          cursor = page.pageInfo.startCursor;
        }
        expect(backwards).toEqual(expected);
      }
    },
  );

  it('TITLE_EN orders a resource without English title by its French one', async () => {
    const { resources } = await dataOf(
      '{ resources(first: 100, orderBy: [{ field: TITLE_EN }]) { nodes { title(lang: EN) } } }',
    );
    const titles = facts<{ titleFr: string; titleEn: string | null }>('events', 'resources').map(
      ({ titleFr, titleEn }) => titleEn ?? titleFr,
    );
    const inOrder = new Intl.Collator('en', { ignorePunctuation: false });
    expect(resources.nodes.map(({ title }: any) => title)).toEqual(titles.sort(inOrder.compare));
  });
});

describe('remarks', () => {
  it.each([
    ['events', 'events', 'note'],
    ['newsItems', 'events', 'note'],
    ['resources', 'events', 'note'],
    ['countryGroups', 'country-groups', 'note'],
    ['foreignAuthorities', 'authorities', 'note'],
    ['nameAmbiguities', 'authorities', 'why'],
  ])('of %s are sentences for readers, not for developers', async (list, _, field) => {
    let after: string | null = null;
    const notes: string[] = [];
    do {
      const { page }: any = await dataOf(
        `query ($after: String) { page: ${list}(first: 100, after: $after) { nodes { ${field} } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      notes.push(...page.nodes.flatMap((node: any) => node[field] ?? []));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(notes.length).toBeGreaterThan(0);
    for (const note of notes) {
      expect(note).toMatch(/^[\p{Lu}\d].*\.$/su);
      expect(note).not.toMatch(
        /\b(model|package|excerpt|keep it|left null|registrationDeadline|\w+[a-z][A-Z]\w+)\b|[→;]$|\.json/,
      );
    }
  });
});
