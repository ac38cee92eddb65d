/** Folders of the pages of one thing each, by its type in the graph; pages of other types go by codes. */
const FOLDERS: Readonly<Record<string, string>> = {
  Authority: 'authorities',
  ForeignAuthority: 'abroad',
  Partnership: 'partnerships',
  CooperationRequest: 'requests',
  Event: 'events',
  NewsItem: 'news',
  Resource: 'resources',
};

/** Returns the path of the page of an entity; undefined for a type without pages by id. */
export function pageOf(type: string, id: string, language: 'FR' | 'EN'): string | undefined {
  const folder = Object.hasOwn(FOLDERS, type) ? FOLDERS[type] : undefined;
  return folder && `/${language.toLowerCase()}/${folder}/${encodeURIComponent(id)}`;
}
