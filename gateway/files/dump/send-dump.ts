import send from 'send';
import { etagOf, sendDocument } from '../conditional.js';
import { Problem } from '../problem.js';
import { fileText } from '../texts.js';
import type { Visit } from '../visit.js';
import type { Dump, Dumps } from './dumps.js';

/** Time after which the first dump may be ready, in seconds. */
const FIRST_DUMP_S = 60;

/** Files about the dump itself. */
const DESCRIBING: Readonly<Record<string, string>> = {
  'datapackage.json': 'application/json; charset=utf-8',
  SHA256SUMS: 'text/plain; charset=utf-8',
};

/** Sends the list of files, or one of them: whole, in part (Range), or 304. @throws Problem */
export async function sendDump(dumps: Dumps, { request, response, path, language }: Visit): Promise<void> {
  const dump = await dumps.current();
  if (!dump)
    throw Problem.of(language, 'SUBGRAPH_UNAVAILABLE', fileText('DUMP_IN_THE_MAKING'), {
      retryAfter: FIRST_DUMP_S,
    });
  const name = path.replace(/^\/dump\/?/, '');
  if (name === '') {
    const body = Buffer.from(JSON.stringify(listOf(dump)));
    return sendDocument(request, response, { 'content-type': 'application/json; charset=utf-8' }, body);
  }
  const file = dump.files.find((one) => one.path === name);
  const contentType = file
    ? 'application/gzip'
    : Object.hasOwn(DESCRIBING, name)
      ? DESCRIBING[name]
      : undefined;
  if (contentType === undefined)
    throw Problem.of(language, 'NOT_FOUND', fileText('NO_DUMP_FILE', { name: JSON.stringify(name) }), {
      argument: 'path',
    });
  response.setHeader('content-type', contentType);
  response.setHeader('cache-control', 'public, no-cache');
  // Strong, so that a part can be asked for on condition that the file is the same (If-Range).
  response.setHeader('etag', file ? `"${file.sha256}"` : etagOf(dump.folder, name).replace('W/', ''));
  response.setHeader('last-modified', new Date(dump.createdAt).toUTCString());
  // fetch sends no-cache with each If-None-Match, by which `send` would take no condition into account.
  delete request.headers['cache-control'];
  const stream = send(request, name, {
    root: dumps.pathOf(dump),
    cacheControl: false,
    index: false,
    dotfiles: 'deny',
  });
  // Without a listener for errors, `send` answers them: 416 for a part that the file has not.
  await new Promise<void>((sent) => {
    stream.pipe(response);
    response.once('close', sent);
  });
}

const listOf = ({ createdAt, version, files }: Dump) => ({
  createdAt,
  version: version === undefined ? null : etagOf(version),
  dictionary: '/dump/datapackage.json',
  checksums: '/dump/SHA256SUMS',
  files: files.map((file) => ({ ...file, path: `/dump/${file.path}` })),
});
