import { textScalar } from '#kernel/values';
import { codeName } from '#vocabulary';

/** Characters of a part of a file: more than the limit of a request's body over HTTP. */
const MAX = 12_000_000;

export const FileContentScalar = textScalar({
  name: 'FileContent',
  description:
    'Content of a file, or of a part of it: it may be longer than other texts, as long as the body of a request. French: contenu de fichier.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc4648#section-4',
  expected: codeName('FILE_CONTENT'),
  max: MAX,
  parse: (text) => text,
});
