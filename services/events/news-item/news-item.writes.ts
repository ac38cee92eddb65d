import { columnsOf, sql } from '#kernel/database';
import { searchText } from '#kernel/lists';
import {
  validateOptionalText,
  definedOnly,
  requireChanges,
  requireValues,
  validateAll,
  validateUrl,
  type Transaction,
} from '#kernel/mutations';
import { newId, requireId } from '#kernel/values';
import { refusal, provenanceForEdit, provenanceForCreate, requirePast } from '#vocabulary';
import { NewsItemEntity } from './news-item.entity.js';
import type {
  NewsItemEditInput,
  NewsItemPublishInput,
  NewsItemWithdrawInput,
} from './news-item.write.input.js';
import { lockOwned, sourceLabelFor, requireGroup } from '../owner.js';
import { publicationFields, refuseWithdrawn } from '../publication/publication.writes.js';

export const SCOPE = 'news:write';
const MAX_DOCUMENTS = 20;
const columns = columnsOf(NewsItemEntity, 'n');

function documentsOf(documents: NewsItemPublishInput['documents']) {
  if (!documents) return undefined;
  if (documents.length > MAX_DOCUMENTS)
    throw refusal('DOCUMENTS_INVALID', 'documents', { max: MAX_DOCUMENTS });
  return documents.map(({ title, url }) => ({
    title: validateOptionalText(title, 'documents', 200),
    url: validateUrl(url, 'documents'),
  }));
}

async function fieldsOf(transaction: Transaction, input: NewsItemPublishInput | NewsItemEditInput) {
  const {
    publication,
    past: _,
    ...valid
  } = await validateAll({
    publication: () => publicationFields(transaction, SCOPE, input),
    past: () => requirePast(transaction, input.publishedOn, 'publishedOn'),
    bodyFr: () => validateOptionalText(input.bodyFr, 'bodyFr', 10_000),
    bodyEn: () => validateOptionalText(input.bodyEn, 'bodyEn', 10_000),
    url: () => (input.url == null ? undefined : validateUrl(input.url, 'url')),
    documents: () => documentsOf(input.documents),
  });
  return definedOnly<NewsItemEntity>({
    ...publication,
    ...valid,
    publishedOn: input.publishedOn ?? undefined,
  });
}

const searchOf = (item: Pick<NewsItemEntity, 'titleFr' | 'titleEn' | 'bodyFr' | 'bodyEn'>) =>
  searchText([item.titleFr, item.titleEn, item.bodyFr, item.bodyEn]);

export async function publishNewsItem(
  transaction: Transaction,
  input: NewsItemPublishInput,
): Promise<string> {
  requireGroup(transaction.actor, SCOPE, input.countryGroupCode ?? null);
  const id = newId('NewsItem');
  const item = {
    bodyFr: null,
    bodyEn: null,
    titleEn: null,
    publishedOn: await requirePast(transaction, null, 'publishedOn'),
    themeCodes: [],
    countryCodes: [],
    documents: [],
    ...(await fieldsOf(transaction, input)),
  } as unknown as NewsItemEntity;
  await transaction.manager.insert(NewsItemEntity, {
    ...item,
    ...provenanceForCreate(sourceLabelFor(transaction, SCOPE)),
    id,
    searchText: searchOf(item),
  });
  return id;
}

async function lockNewsItem(transaction: Transaction, id: string, version: number) {
  const select = sql`SELECT ${columns} FROM news_item n WHERE n.id = ${requireId('NewsItem', id, 'input.id')}`;
  const item = await lockOwned<NewsItemEntity>(transaction, 'NewsItem', select, SCOPE, version);
  refuseWithdrawn(item);
  return item;
}

export async function editNewsItem(transaction: Transaction, input: NewsItemEditInput): Promise<string> {
  const item = await lockNewsItem(transaction, input.id, input.version);
  const { changes } = await validateAll({
    values: () =>
      requireValues(input, ['titleFr', 'url', 'publishedOn', 'themeCodes', 'countryCodes', 'documents']),
    changes: () => fieldsOf(transaction, input),
  });
  requireChanges(changes);
  await transaction.manager.update(
    NewsItemEntity,
    { id: item.id },
    {
      ...changes,
      ...provenanceForEdit(sourceLabelFor(transaction, SCOPE), item, changes),
      searchText: searchOf({ ...item, ...changes }),
    },
  );
  return item.id;
}

export async function withdrawNewsItem(
  transaction: Transaction,
  input: NewsItemWithdrawInput,
): Promise<string> {
  const { id } = await lockNewsItem(transaction, input.id, input.version);
  await transaction.manager.update(NewsItemEntity, { id }, { withdrawnAt: new Date() });
  return id;
}
