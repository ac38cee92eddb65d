import { columnsOf, sql } from '#kernel/database';
import { searchText } from '#kernel/lists';
import {
  validateOptionalText,
  definedOnly,
  requireChanges,
  requireValues,
  refuseAny,
  validateAll,
  validateUrl,
  type Transaction,
} from '#kernel/mutations';
import { isLanguageCode, newId, requireId } from '#kernel/values';
import { problem, provenanceForEdit, provenanceForCreate, requirePast } from '#vocabulary';
import { lockOwned, sourceLabelFor, requireGroup } from '../owner.js';
import { publicationFields, refuseWithdrawn } from '../publication/publication.writes.js';
import { ResourceEntity } from './resource.entity.js';
import type {
  ResourceEditInput,
  ResourcePublishInput,
  ResourceWithdrawInput,
} from './resource.write.input.js';

export const SCOPE = 'resource:write';
const columns = columnsOf(ResourceEntity, 'r');

async function fieldsOf(transaction: Transaction, input: ResourcePublishInput | ResourceEditInput) {
  const { contentLanguage, url } = input;
  const { publication, licence, validUrl } = await validateAll({
    publication: () => publicationFields(transaction, SCOPE, input),
    language: () =>
      refuseAny([
        contentLanguage != null &&
          !isLanguageCode(contentLanguage) &&
          problem('LANGUAGE_UNKNOWN.ONE', 'contentLanguage'),
      ]),
    past: () => requirePast(transaction, input.date, 'date'),
    licence: () => validateOptionalText(input.licence, 'licence', 200),
    validUrl: () => (url == null ? undefined : validateUrl(url, 'url')),
  });
  return definedOnly<ResourceEntity>({
    ...publication,
    kind: input.kind ?? undefined,
    contentLanguage: contentLanguage ?? undefined,
    date: input.date,
    licence,
    url: validUrl,
  });
}

const searchOf = ({ titleFr, titleEn }: Pick<ResourceEntity, 'titleFr' | 'titleEn'>) =>
  searchText([titleFr, titleEn]);

export async function publishResource(
  transaction: Transaction,
  input: ResourcePublishInput,
): Promise<string> {
  requireGroup(transaction.actor, SCOPE, input.countryGroupCode ?? null);
  const id = newId('Resource');
  const resource = {
    titleEn: null,
    themeCodes: [],
    countryCodes: [],
    ...(await fieldsOf(transaction, input)),
  } as unknown as ResourceEntity;
  await transaction.manager.insert(ResourceEntity, {
    ...resource,
    ...provenanceForCreate(sourceLabelFor(transaction, SCOPE)),
    id,
    searchText: searchOf(resource),
  });
  return id;
}

async function lockResource(transaction: Transaction, id: string, version: number) {
  const select = sql`SELECT ${columns} FROM resource r WHERE r.id = ${requireId('Resource', id, 'input.id')}`;
  const resource = await lockOwned<ResourceEntity>(transaction, 'Resource', select, SCOPE, version);
  refuseWithdrawn(resource);
  return resource;
}

export async function editResource(transaction: Transaction, input: ResourceEditInput): Promise<string> {
  const resource = await lockResource(transaction, input.id, input.version);
  const { changes } = await validateAll({
    values: () =>
      requireValues(input, ['kind', 'titleFr', 'contentLanguage', 'url', 'themeCodes', 'countryCodes']),
    changes: () => fieldsOf(transaction, input),
  });
  requireChanges(changes);
  await transaction.manager.update(
    ResourceEntity,
    { id: resource.id },
    {
      ...changes,
      ...provenanceForEdit(sourceLabelFor(transaction, SCOPE), resource, changes),
      searchText: searchOf({ ...resource, ...changes }),
    },
  );
  return resource.id;
}

export async function withdrawResource(
  transaction: Transaction,
  input: ResourceWithdrawInput,
): Promise<string> {
  const { id } = await lockResource(transaction, input.id, input.version);
  await transaction.manager.update(ResourceEntity, { id }, { withdrawnAt: new Date() });
  return id;
}
