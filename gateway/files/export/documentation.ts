import { textsOf, type MessageLanguage } from '#kernel/errors';
import { FORMATS } from '../formats/index.js';
import type { List } from '../tables/lists.js';
import { titleOf } from '../tables/titles.js';
import { DOCUMENTATION_MESSAGES } from './documentation.messages.js';

const text = textsOf(DOCUMENTATION_MESSAGES);

const PARAMETERS = [
  ['lang', 'P_LANG'],
  ['columns', 'P_COLUMNS'],
  ['limit', 'P_LIMIT'],
  ['after', 'P_AFTER'],
  ['cursor', 'P_CURSOR'],
  ['header', 'P_HEADER'],
  ['bom', 'P_BOM'],
  ['separator', 'P_SEPARATOR'],
  ['raw', 'P_RAW'],
] as const;

/** Headers of the page: it runs nothing, and loads nothing. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
};

/** Returns what files there are, with their columns, for programs. */
export function documentationOf(lists: readonly List[], language: MessageLanguage) {
  const shortLanguage = language === 'FR' ? 'fr' : 'en';
  return {
    introduction: text('INTRODUCTION').in(language),
    cells: text('CELLS').in(language),
    resuming: text('RESUMING').in(language),
    parameters: PARAMETERS.map(([name, id]) => ({ name, description: text(id).in(language) })),
    lists: lists.map((list) => ({
      name: list.name,
      description: list.description,
      needs: list.needs,
      files: Object.keys(FORMATS).map((extension) => `/export/${list.name}.${extension}`),
      arguments: list.args.map(({ name, type, description }) => ({
        name,
        type: String(type),
        description: description ?? '',
      })),
      columns: list.columns.map((column) => ({
        name: column.name,
        title: titleOf(column, shortLanguage),
        type: column.kind,
        isList: column.isList,
        ...(column.values ? { values: column.values } : {}),
        description: column.description,
      })),
    })),
  };
}

/** Returns the same as a page. */
export function documentationPage(lists: readonly List[], language: MessageLanguage): string {
  const { introduction, cells, resuming, parameters, lists: all } = documentationOf(lists, language);
  const say = (
    id: keyof typeof DOCUMENTATION_MESSAGES &
      ('TITLE' | 'PARAMETERS' | 'ARGUMENTS' | 'SEVERAL' | 'COLUMN' | 'HEADING' | 'TYPE' | 'MEANING'),
  ) => escaped(text(id).in(language));
  const head = ['COLUMN', 'HEADING', 'TYPE', 'MEANING'] as const;
  const sections = all.map(
    (list) => `<section id="${list.name}"><h2>${list.name}</h2><p>${escaped(list.description)}</p>
${list.needs.length ? `<p>${escaped(text('NEEDS', { names: list.needs.join(', ') }).in(language))}</p>` : ''}
<p>${list.files.map((file) => `<a href="${file}">${file}</a>`).join(' · ')}</p>
<p>${say('ARGUMENTS')}: ${list.arguments.map(({ name, type }) => `<code>${escaped(`${name}: ${type}`)}</code>`).join(', ')}</p>
<table><thead><tr>${head.map((id) => `<th scope="col">${say(id)}</th>`).join('')}</tr></thead><tbody>
${list.columns
  .map(
    ({ name, title, type, isList, description }) =>
      `<tr><th scope="row"><code>${name}</code></th><td>${escaped(title)}</td><td>${type}${isList ? `, ${say('SEVERAL')}` : ''}</td><td lang="en">${escaped(description)}</td></tr>`,
  )
  .join('\n')}
</tbody></table></section>`,
  );
  return `<!doctype html>
<html lang="${language.toLowerCase()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${say('TITLE')}</title>
<style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:auto;padding:1rem}section{overflow-x:auto}table{border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:.2rem .6rem;border-bottom:1px solid #8888}</style></head>
<body><main><h1>${say('TITLE')}</h1>${[introduction, cells, resuming].map((one) => `<p>${escaped(one)}</p>`).join('\n')}
<h2>${say('PARAMETERS')}</h2><dl>${parameters.map(({ name, description }) => `<dt><code>${name}</code></dt><dd>${escaped(description)}</dd>`).join('')}</dl>
<nav><ul>${all.map(({ name }) => `<li><a href="#${name}">${name}</a></li>`).join('')}</ul></nav>
${sections.join('\n')}</main></body></html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (plain: string): string => plain.replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!);
