import type { Text } from '#kernel/errors';
import { FORMATS } from '../formats/index.js';
import type { DumpFile } from '../dump/dictionary.js';
import type { List } from '../tables/lists.js';
import { catalogueText } from '../texts.js';
import type { Dataset } from './dataset.js';
import type { Resource, Value } from './terms.js';

const AUTHORITY = 'http://publications.europa.eu/resource/authority';
/** Names of formats in the list of file types of the Publications Office, where it has them. */
const FILE_TYPES: Readonly<Record<string, string>> = { csv: 'CSV', xlsx: 'XLSX', json: 'JSON' };
/** Formats of a list that the catalogue names; the others hold the same. */
const LISTED = ['csv', 'xlsx', 'ndjson'];

export interface CatalogueOptions {
  origin: string;
  lists: readonly List[];
  dataset: Dataset;
  /** Files of the dump; none while it is being made. */
  dump: readonly Pick<DumpFile, 'path' | 'mediaType' | 'bytes' | 'sha256'>[];
  hasSchema: boolean;
}

/** Returns the catalogue of this graph by DCAT-AP 3: one data set, its files, and the service that answers operations. */
export function catalogueOf({ origin, lists, dataset, dump, hasSchema }: CatalogueOptions): Resource {
  const publisher: Resource = {
    '@id': `${origin}/#publisher`,
    '@type': 'foaf:Agent',
    'foaf:name': both(catalogueText('PUBLISHER')),
  };
  const license = { '@id': dataset.licenceUrl, '@type': 'dct:LicenseDocument' };
  const rights: Resource = {
    '@id': `${origin}/#rights`,
    '@type': 'dct:RightsStatement',
    'rdfs:label': [
      { '@value': dataset.statement.fr, '@language': 'fr' },
      { '@value': dataset.statement.en, '@language': 'en' },
    ],
  };
  const released = { '@value': dataset.releasedOn, '@type': 'xsd:date' };
  const distribution = (url: string, title: Value | readonly Value[], more: Resource): Resource => ({
    '@id': url,
    '@type': 'dcat:Distribution',
    'dct:title': title,
    'dcat:accessURL': { '@id': url, '@type': 'rdfs:Resource' },
    'dcat:downloadURL': { '@id': url, '@type': 'rdfs:Resource' },
    'dct:license': { '@id': dataset.licenceUrl },
    ...more,
  });
  const files = lists.flatMap((list) =>
    LISTED.map((extension) =>
      distribution(
        `${origin}/export/${list.name}.${extension}`,
        both(catalogueText('LIST_FILE', { name: list.name, format: extension.toUpperCase() })),
        {
          'dct:description': { '@value': list.description, '@language': 'en' },
          ...formatOf(extension, FORMATS[extension]!.contentType({ hasHeader: true })),
        },
      ),
    ),
  );
  const dumped = dump.map(({ path, mediaType, bytes, sha256 }) =>
    distribution(`${origin}/dump/${path}`, both(catalogueText('DUMP_FILE', { name: path })), {
      ...formatOf('', mediaType),
      'dcat:byteSize': { '@value': String(bytes), '@type': 'xsd:nonNegativeInteger' },
      'spdx:checksum': {
        '@type': 'spdx:Checksum',
        'spdx:algorithm': {
          '@id': 'http://spdx.org/rdf/terms#checksumAlgorithm_sha256',
          '@type': 'spdx:ChecksumAlgorithm',
        },
        'spdx:checksumValue': { '@value': sha256, '@type': 'xsd:hexBinary' },
      },
    }),
  );
  const set: Resource = {
    '@id': `${origin}/#dataset`,
    '@type': 'dcat:Dataset',
    'dct:title': both(catalogueText('TITLE')),
    'dct:description': both(catalogueText('DESCRIPTION')),
    'dct:identifier': `${origin}/#dataset`,
    'dct:publisher': { '@id': publisher['@id']! },
    'dct:license': license,
    'dct:rights': { '@id': rights['@id']! },
    'dct:issued': released,
    'dct:modified': released,
    'dcat:version': dataset.version,
    'dct:language': languages(),
    'dct:accessRights': { '@id': `${AUTHORITY}/access-right/PUBLIC`, '@type': 'dct:RightsStatement' },
    'dct:accrualPeriodicity': { '@id': `${AUTHORITY}/frequency/CONT`, '@type': 'dct:Frequency' },
    'dct:spatial': { '@id': `${AUTHORITY}/country/FRA`, '@type': 'dct:Location' },
    'dcat:theme': (['GOVE', 'INTR'] as const).map((theme) => ({
      '@id': `${AUTHORITY}/data-theme/${theme}`,
      '@type': 'skos:Concept',
      'skos:prefLabel': both(catalogueText(`THEME_${theme}`)),
    })),
    'dcat:keyword': both(catalogueText('KEYWORDS')).flatMap(({ '@value': words, '@language': language }) =>
      words.split(', ').map((word) => ({ '@value': word, '@language': language })),
    ),
    'dcat:landingPage': { '@id': `${origin}/`, '@type': 'foaf:Document' },
    'dcat:distribution': [...files, ...dumped],
  };
  return {
    '@id': `${origin}/catalogue`,
    '@type': 'dcat:Catalog',
    'dct:title': both(catalogueText('CATALOGUE')),
    'dct:description': both(catalogueText('DESCRIPTION')),
    'dct:publisher': publisher,
    'dct:license': { '@id': dataset.licenceUrl },
    'dct:rights': rights,
    'dct:issued': released,
    'dct:modified': released,
    'dct:language': languages(),
    'foaf:homepage': { '@id': `${origin}/` },
    'dcat:dataset': set,
    'dcat:service': {
      '@id': `${origin}/graphql`,
      '@type': 'dcat:DataService',
      'dct:title': both(catalogueText('SERVICE')),
      'dct:publisher': { '@id': publisher['@id']! },
      'dct:license': { '@id': dataset.licenceUrl },
      'dct:accessRights': { '@id': `${AUTHORITY}/access-right/PUBLIC` },
      'dcat:endpointURL': { '@id': `${origin}/graphql`, '@type': 'rdfs:Resource' },
      ...(hasSchema
        ? { 'dcat:endpointDescription': { '@id': `${origin}/schema.graphql`, '@type': 'rdfs:Resource' } }
        : {}),
      'dcat:servesDataset': { '@id': set['@id']! },
    },
  };
}

const both = ({ fr, en }: Text) => [
  { '@value': fr, '@language': 'fr' },
  { '@value': en, '@language': 'en' },
];

const languages = (): Resource[] =>
  ['FRA', 'ENG'].map((code) => ({ '@id': `${AUTHORITY}/language/${code}`, '@type': 'dct:LinguisticSystem' }));

function formatOf(extension: string, contentType: string): Resource {
  const type = FILE_TYPES[extension];
  const [mediaType] = contentType.split(';');
  return {
    'dcat:mediaType': {
      '@id': `https://www.iana.org/assignments/media-types/${mediaType}`,
      '@type': 'dct:MediaType',
    },
    ...(type
      ? { 'dct:format': { '@id': `${AUTHORITY}/file-type/${type}`, '@type': 'dct:MediaTypeOrExtent' } }
      : {}),
  };
}
