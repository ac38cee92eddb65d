import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import type { PublicGraph, PublicGraphRequest } from '../http/public-graph.js';
import { agendaOf } from './calendars/agenda.js';
import { changesFeed, newsFeed, type FeedContext } from './calendars/feeds.js';
import { catalogueOf } from './catalogue/catalogue.js';
import { readDataset } from './catalogue/dataset.js';
import { jsonLdOf, turtleOf } from './catalogue/terms.js';
import { sendDocument } from './conditional.js';
import { entityOf } from './entity.js';
import { PAGE_HEADERS, documentationOf, documentationPage } from './export/documentation.js';
import { Exports } from './export/export.js';
import { checkNames, fileOf, readParameters } from './export/parameters.js';
import { isPublic, listsOf } from './tables/lists.js';

/** What files are made of. */
export interface FileSettings {
  /** SDL of the public schema; undefined where clients must not read it. */
  sdl: string | undefined;
  /** What changes with the data; undefined while that is not known. */
  version: () => string | undefined;
}

export interface RouteOptions extends FileSettings {
  graph: PublicGraph;
  schema: GraphQLSchema;
  /** Address of this graph, without a slash at its end. */
  origin: () => string;
  /** Page of an entity, for browsers; undefined where there is none. */
  pageOf?: (type: string, id: string, language: 'FR' | 'EN') => string | undefined;
}

/** Request on its way to a file. */
export interface Visit {
  request: IncomingMessage;
  response: ServerResponse;
  path: string;
  parameters: URLSearchParams;
  language: 'FR' | 'EN';
  caller: PublicGraphRequest;
}

export type Route = (visit: Visit) => Promise<void> | void;

const VARY = { vary: 'accept-language, authorization, x-api-key' };

/** Returns the paths of files, and how each is answered. */
export function routesOf(options: RouteOptions): readonly [pattern: RegExp, route: Route][] {
  const { graph, schema, sdl, origin } = options;
  const lists = listsOf(schema);
  const linkOf = (id: string) => `${origin()}/id/${encodeURIComponent(id)}`;
  const today = () => new Date().toISOString().slice(0, 10);
  const exports = new Exports({ graph, version: options.version, linkOf, today });

  const send = ({ request, response }: Visit, type: string, text: string) =>
    sendDocument(request, response, { 'content-type': `${type}; charset=utf-8`, ...VARY }, Buffer.from(text));

  const exported: Route = async ({ request, response, path, parameters, language, caller }) => {
    const file = fileOf(decodePath(path.slice('/export/'.length)), lists, language);
    const asked = readParameters(file, parameters, language);
    await exports.send(request, response, asked, { caller, language });
  };

  const documented: Route = (visit) => {
    const { request, response, language } = visit;
    const all = [...lists.values()];
    if (!wantsPage(request))
      return send(visit, 'application/json', JSON.stringify(documentationOf(all, language)));
    sendDocument(
      request,
      response,
      { ...PAGE_HEADERS, ...VARY },
      Buffer.from(documentationPage(all, language)),
    );
  };

  const agenda: Route = async (visit) => {
    const { parameters, language, caller } = visit;
    checkNames(['country', 'group', 'theme', 'lang'], parameters, language);
    const [country, group, theme] = ['country', 'group', 'theme'].map(
      (name) => parameters.get(name) || undefined,
    );
    const context = { graph, caller, language, linkOf, today: today() };
    send(visit, 'text/calendar', await agendaOf({ country, group, theme }, context));
  };

  const feed =
    (write: (context: FeedContext) => Promise<string>): Route =>
    async (visit) => {
      const { request, parameters, language, caller } = visit;
      checkNames(['lang'], parameters, language);
      const { statement } = await readDataset(graph, caller);
      const rights = language === 'FR' ? statement.fr : statement.en;
      const context = {
        graph,
        caller,
        language,
        linkOf,
        origin: origin(),
        self: origin() + request.url!,
        rights,
      };
      send(visit, 'application/atom+xml', await write(context));
    };

  const catalogue = async ({ caller }: Visit) =>
    catalogueOf({
      origin: origin(),
      lists: [...lists.values()].filter(isPublic),
      dataset: await readDataset(graph, caller),
      dump: [],
      hasSchema: sdl !== undefined,
    });

  const entity: Route = async (visit) => {
    const { request, response, path, language, caller } = visit;
    const id = decodePath(path.slice('/id/'.length));
    const { type, row } = await entityOf(id, lists.values(), { graph, caller, language, linkOf });
    const page = wantsPage(request) ? options.pageOf?.(type, id, language) : undefined;
    if (page === undefined) return send(visit, 'application/json', JSON.stringify({ type, ...row }));
    response.writeHead(303, { location: page, ...VARY }).end();
  };

  return [
    [/^\/export\/?$/, documented],
    [/^\/export\/./, exported],
    [/^\/id\/./, entity],
    [/^\/agenda\.ics$/, agenda],
    [/^\/news\.atom$/, feed(newsFeed)],
    [/^\/changes\.atom$/, feed((context) => changesFeed(schema, context))],
    [
      /^\/catalogue\.jsonld$/,
      async (visit) => send(visit, 'application/ld+json', jsonLdOf(await catalogue(visit))),
    ],
    [
      /^\/catalogue\.ttl$/,
      async (visit) => send(visit, 'text/turtle', await turtleOf(await catalogue(visit))),
    ],
    ...(sdl === undefined
      ? []
      : [
          [/^\/schema\.graphql$/, (visit) => send(visit, 'application/graphql', sdl)] satisfies [
            RegExp,
            Route,
          ],
        ]),
  ];
}

/** Whether a browser asks, which shows pages. */
const wantsPage = ({ headers }: IncomingMessage): boolean => /text\/html/.test(headers.accept ?? '');

/** Part of a path; one that is no UTF-8 names nothing. */
function decodePath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
