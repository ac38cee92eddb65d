import type { ServerResponse } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { PublicGraph } from '../http/public-graph.js';
import { wantsPage } from '../http/negotiation.js';
import { varyOf } from '../http/send-body.js';
import { agendaOf } from './calendars/agenda.js';
import { changesFeed, newsFeed, type FeedContext } from './calendars/feeds.js';
import { catalogueOf } from './catalogue/catalogue.js';
import { readDataset } from './catalogue/dataset.js';
import { jsonLdOf, turtleOf } from './catalogue/terms.js';
import { sendDocument } from './conditional.js';
import { Dumps } from './dump/dumps.js';
import { sendDump } from './dump/send-dump.js';
import { entityOf } from './entity.js';
import { PAGE_HEADERS, documentationOf, documentationPage } from './export/documentation.js';
import { dayInParis } from './calendars/day.js';
import { Exports } from './export/export.js';
import { checkNames, fileOf, readParameters } from './export/parameters.js';
import type { Route, Visit } from './visit.js';
import { isPublic, listsOf } from './tables/lists.js';

/** What files are made of. */
export interface FileSettings {
  /** SDL of the public schema; undefined where clients must not read it. */
  sdl: string | undefined;
  /** What changes with the data; undefined while that is not known. */
  version: () => string | undefined;
  /** Directory of dumps; undefined where there are none. */
  dumpDirectory?: string;
}

export interface RouteOptions extends FileSettings {
  graph: PublicGraph;
  schema: GraphQLSchema;
  /** Address of this graph, without a slash at its end. */
  origin: () => string;
  log: Logger;
  /** Page of an entity, for browsers; undefined where there is none. */
  pageOf?: (
    type: string,
    row: Readonly<Record<string, unknown>>,
    language: 'FR' | 'EN',
  ) => string | undefined;
}

/** Headers of what depends on language and credentials, and on more. */
const variedBy = (response: ServerResponse, more = '') => ({
  vary: varyOf(response, `accept-language, authorization, x-api-key, ${more}`),
});

/** Returns the paths of files, how each is answered, and how to end what goes on in the background. */
export function routesOf(options: RouteOptions): {
  routes: readonly [pattern: RegExp, route: Route][];
  close: () => Promise<void>;
} {
  const { graph, schema, sdl, origin } = options;
  const lists = listsOf(schema);
  const linkOf = (id: string) => `${origin()}/id/${encodeURIComponent(id)}`;
  const today = () => dayInParis(new Date());
  const publicLists = [...lists.values()].filter(isPublic);
  const dumps =
    options.dumpDirectory === undefined
      ? undefined
      : new Dumps({ ...options, directory: options.dumpDirectory, lists: publicLists, linkOf });
  const exports = new Exports({ graph, version: options.version, linkOf, today });

  const send = ({ request, response }: Visit, type: string, text: string, variedByMore = '') =>
    sendDocument(
      request,
      response,
      { 'content-type': `${type}; charset=utf-8`, ...variedBy(response, variedByMore) },
      Buffer.from(text),
    );

  const exported: Route = async ({ request, response, path, parameters, language, caller }) => {
    const file = fileOf(decodePath(path.slice('/export/'.length)), lists, language);
    const asked = readParameters(file, parameters, language);
    await exports.send(request, response, asked, { caller, language });
  };

  const documented: Route = (visit) => {
    const { request, response, language } = visit;
    const all = [...lists.values()];
    if (!wantsPage(request))
      return send(visit, 'application/json', JSON.stringify(documentationOf(all, language)), 'accept');
    sendDocument(
      request,
      response,
      { ...PAGE_HEADERS, ...variedBy(response, 'accept') },
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
      lists: publicLists,
      dataset: await readDataset(graph, caller),
      dump: (await dumps?.current())?.files ?? [],
      hasSchema: sdl !== undefined,
    });

  const entity: Route = async (visit) => {
    const { request, response, path, language, caller } = visit;
    const id = decodePath(path.slice('/id/'.length));
    const { type, row } = await entityOf(id, lists.values(), { graph, caller, language, linkOf });
    const page = wantsPage(request) ? options.pageOf?.(type, { id, ...row }, language) : undefined;
    if (page === undefined)
      return send(visit, 'application/json', JSON.stringify({ type, ...row }), 'accept');
    response
      .writeHead(303, { location: page, 'cache-control': 'no-cache', ...variedBy(response, 'accept') })
      .end();
  };

  const routes: [RegExp, Route][] = [
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
  ];
  if (sdl !== undefined)
    routes.push([/^\/schema\.graphql$/, (visit) => send(visit, 'application/graphql', sdl)]);
  if (dumps) routes.push([/^\/dump(\/|$)/, (visit) => sendDump(dumps, visit)]);
  return { routes, close: async () => dumps?.close() };
}

/** Part of a path; one that is no UTF-8 names nothing. */
function decodePath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
