import { createHash } from 'node:crypto';
import { canCreate, requirePermissionToCreate, scopeTargets, type Actor } from '#kernel/auth';
import { sql } from '#kernel/database';
import {
  refuseAny,
  validateAll,
  validateOptionalText,
  validateText,
  validateUrl,
  type Transaction,
} from '#kernel/mutations';
import { newId, requireId } from '#kernel/values';
import { problem, refusal, sourceKeyProblem } from '#vocabulary';
import { ImportEntity, ImportPartEntity } from './import.entity.js';
import { ImportState } from './import-state.js';
import type {
  ImportAppendInput,
  ImportBeginInput,
  ImportFinishInput,
  ImportUploadInput,
} from './import.write.input.js';
import { requireQuota } from './quota.js';
import { SCOPE } from './import.scope.js';
import { lockOwnImport, requireState } from './lock-import.js';

const MAX_FILE_BYTES = 256 * 1024 * 1024;
/** Bytes of one part; the limit of the body of a request over HTTP is smaller. */
const MAX_PART_BYTES = 8 * 1024 * 1024;
const MAX_MAP_CHARACTERS = 50_000;

/** An actor as a work keeps it: with its permissions, without its name. */
export const workerOf = ({ person: _, ...actor }: Actor): Actor => ({ ...actor, name: null });

/** French authority for which an actor imports. @throws FORBIDDEN, Refusal CLOSED */
function importedFor(actor: Actor, authorityId: string | null): string | null {
  const targets = scopeTargets(actor, SCOPE);
  const id =
    authorityId !== null
      ? requireId('Authority', authorityId, 'input.authorityId')
      : targets === 'ALL'
        ? null
        : (targets.find((own) => canCreate(actor, SCOPE, own)) ?? targets[0] ?? '');
  if (id !== null) requirePermissionToCreate(actor, SCOPE, id, 'authorityId');
  return id;
}

/** @returns the id of the import @throws Refusal */
export async function beginImport(tx: Transaction, input: ImportBeginInput): Promise<string> {
  const { source, profile = null, map = null } = input;
  const authorityId = importedFor(tx.actor, input.authorityId ?? null);
  const valid = await validateAll({
    fileName: () => validateText(input.fileName, 'fileName', 200),
    key: () => refuseAny([sourceKeyProblem(source.key, 'source.key')]),
    title: () => validateText(source.title, 'source.title', 200),
    url: () => (source.url == null ? null : validateUrl(source.url, 'source.url')),
    licence: () => validateText(source.licence, 'source.licence', 200),
    profile: () => validateOptionalText(profile, 'profile', 100),
    map: () => validateOptionalText(map, 'map', MAX_MAP_CHARACTERS),
    sheet: () => validateOptionalText(input.sheet ?? null, 'sheet', 200),
    layout: () => refuseAny([profile !== null && map !== null && problem('LAYOUT_INVALID.BOTH', 'map')]),
  });
  await requireQuota(tx, { id: null, bytes: 0, field: 'fileName' });
  const id = newId('Import');
  await tx.manager.insert(ImportEntity, {
    id,
    fileName: valid.fileName,
    profile: valid.profile,
    map: valid.map,
    sheet: valid.sheet,
    sourceKey: source.key,
    sourceTitle: valid.title,
    sourceUrl: valid.url,
    sourceLicence: valid.licence,
    sourceAsOf: source.asOf ?? null,
    state: ImportState.UPLOADING,
    authorityId,
    actorId: tx.actor.id,
    worker: workerOf(tx.actor) as never,
  });
  return id;
}

/** Begins, appends and finishes by one request. @returns the id of the import @throws Refusal */
export async function uploadImport(tx: Transaction, input: ImportUploadInput): Promise<string> {
  const { content, id } = await validateAll({
    content: () => contentOf(input),
    id: () => beginImport(tx, input),
  });
  const field = input.text == null ? 'base64' : 'text';
  await requireQuota(tx, { id, bytes: content.length, field });
  await tx.manager.insert(ImportPartEntity, { importId: id, number: 1, content });
  await startReading(tx, id, content.length);
  return id;
}

/** @returns the id of the import @throws Refusal */
export async function appendPart(tx: Transaction, input: ImportAppendInput): Promise<string> {
  const found = await lockOwnImport(tx, input.id);
  requireState(found, [ImportState.UPLOADING]);
  const content = contentOf(input);
  const [{ parts, bytes } = { parts: 0, bytes: 0 }] = await tx
    .named('Import.parts')
    .rows<{ parts: number; bytes: number }>(
      sql`SELECT count(*)::int AS parts, coalesce(sum(octet_length(content)) FILTER (WHERE number <> ${input.number}), 0)::int AS bytes
      FROM import_part WHERE import_id = ${found.id}`,
    );
  if (input.number < 1 || input.number > parts + 1)
    throw refusal('FILE_INVALID.PART_NUMBER', 'number', { next: parts + 1 });
  if (bytes + content.length > MAX_FILE_BYTES)
    throw refusal('FILE_INVALID.TOO_LARGE', 'number', { max: MAX_FILE_BYTES });
  await requireQuota(tx, { id: found.id, bytes: bytes + content.length, field: 'number' });
  await tx.named('Import.append').rows(
    sql`INSERT INTO import_part (import_id, number, content) VALUES (${found.id}, ${input.number}, ${content})
      ON CONFLICT (import_id, number) DO UPDATE SET content = excluded.content`,
  );
  await tx.manager.update(ImportEntity, { id: found.id }, { byteLength: String(bytes + content.length) });
  return found.id;
}

/** @returns the id of the import @throws Refusal */
export async function finishUpload(tx: Transaction, input: ImportFinishInput): Promise<string> {
  const found = await lockOwnImport(tx, input.id);
  requireState(found, [ImportState.UPLOADING]);
  const bytes = Number(found.byteLength);
  if (bytes === 0) throw refusal('FILE_INVALID.EMPTY', 'id');
  if (input.digest != null) await compareDigest(tx, found.id, input.digest);
  await startReading(tx, found.id, bytes);
  return found.id;
}

async function compareDigest(tx: Transaction, id: string, expected: string): Promise<void> {
  const hash = createHash('sha256');
  for (let number = 1; ; number++) {
    const [part] = await tx
      .named('Import.part')
      .rows<{ content: Buffer }>(
        sql`SELECT content FROM import_part WHERE import_id = ${id} AND number = ${number}`,
      );
    if (!part) break;
    hash.update(part.content);
  }
  const digest = hash.digest('hex');
  if (digest !== expected.toLowerCase()) throw refusal('FILE_INVALID.DIGEST', 'digest', { digest });
}

async function startReading(tx: Transaction, id: string, bytes: number): Promise<void> {
  await tx.manager.update(
    ImportEntity,
    { id },
    { state: ImportState.READING, byteLength: String(bytes), attempts: 0, done: 0, total: 0 },
  );
}

/** Bytes of a content that is given as text or in base64. @throws Refusal FILE_INVALID */
function contentOf({ text, base64 }: { text?: string | null; base64?: string | null }): Buffer {
  if ((text == null) === (base64 == null)) throw refusal('FILE_INVALID.CONTENT', 'text');
  const field = text == null ? 'base64' : 'text';
  if (base64 != null && !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(base64))
    throw refusal('FILE_INVALID.BASE64', 'base64');
  const content = text == null ? Buffer.from(base64!, 'base64') : Buffer.from(text, 'utf8');
  if (content.length === 0) throw refusal('FILE_INVALID.EMPTY', field);
  if (content.length > MAX_PART_BYTES)
    throw refusal('FILE_INVALID.PART_TOO_LARGE', field, { max: MAX_PART_BYTES });
  return content;
}
