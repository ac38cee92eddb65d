/** Folders of the pages of one thing each, by its type in the graph, and whether its page goes by its code. */
const FOLDERS: Readonly<Record<string, { folder: string; by: 'id' | 'code' }>> = {
  Authority: { folder: 'authorities', by: 'id' },
  ForeignAuthority: { folder: 'abroad', by: 'id' },
  Partnership: { folder: 'partnerships', by: 'id' },
  CooperationRequest: { folder: 'requests', by: 'id' },
  Event: { folder: 'events', by: 'id' },
  NewsItem: { folder: 'news', by: 'id' },
  Resource: { folder: 'resources', by: 'id' },
  Country: { folder: 'countries', by: 'code' },
  Theme: { folder: 'themes', by: 'code' },
  CountryGroup: { folder: 'groups', by: 'code' },
  CallForProjects: { folder: 'calls', by: 'code' },
};

/** Returns the path of the page of an entity; undefined for a type without pages. @param of its values, as the graph has them */
export function pageOf(
  type: string,
  of: Readonly<Record<string, unknown>>,
  language: 'FR' | 'EN',
): string | undefined {
  const place = Object.hasOwn(FOLDERS, type) ? FOLDERS[type] : undefined;
  const name = place && of[place.by];
  if (typeof name !== 'string') return undefined;
  return `/${language.toLowerCase()}/${place!.folder}/${encodeURIComponent(name)}`;
}
