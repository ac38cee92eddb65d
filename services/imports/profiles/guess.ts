import { foldText } from '#kernel/values';
import type { DetectedTable } from '../files/index.js';
import type { CellSpec, ImportMap, Lookups } from '../mapping/index.js';
import { readDate, readKind, readNumber, readStatus } from '../values/index.js';

/** What was guessed of a column. */
export interface Guess {
  /** Field of the map, such as `foreign.country`. */
  readonly field: string;
  readonly column: string;
  /** SURE: header and values agree; LIKELY: the header says so; WEAK: only part of it does. */
  readonly certainty: 'SURE' | 'LIKELY' | 'WEAK';
}

export interface GuessedMap {
  /** Null when the partners were not found: people must say where they are. */
  readonly map: ImportMap | null;
  readonly guesses: readonly Guess[];
  /** Columns that nothing was guessed of. */
  readonly ignored: readonly string[];
}

interface Field {
  readonly name: string;
  /** Headers that say it, folded, whole. */
  readonly whole: RegExp;
  /** Words of a header that hint at it. */
  readonly hint: RegExp;
  /** Whether a value is one of the field; without it headers alone count. */
  readonly isValue?: (text: string, lookups: Lookups) => boolean;
}

const isDate = (text: string) => readDate(text, { serials: '1900' }) !== null;
/** Fields in the order in which they choose their columns: precise ones first. */
const FIELDS: readonly Field[] = [
  {
    name: 'french.siren',
    whole: /^(n|numero|code)? ?sire[nt]( de la collectivite)?$/,
    hint: /\bsire[nt]\b/,
    isValue: (text) => /^\d{9}(\d{5})?$/.test(text.replaceAll(' ', '')),
  },
  {
    name: 'french.inseeCode',
    whole: /^(code )?(insee|cog)( commune| de la commune)?$|^code commune( insee)?$/,
    hint: /\b(insee|cog)\b/,
    isValue: (text) => /^\d[\dAB]\d{3}$/i.test(text),
  },
  {
    name: 'french.postalCode',
    whole: /^(code postal|cp|postal code|postcode)$/,
    hint: /\bpostal\b/,
    isValue: (text) => /^\d{5}$/.test(text),
  },
  {
    name: 'foreign.country',
    whole:
      /^(pays|country|etat|pays( du)? partenaire|partner country|pays etranger|pays beneficiaire|country of( the)? partner)( iso)?$/,
    hint: /\b(pays|country)\b/,
    isValue: (text, { country }) => country(text) !== null,
  },
  {
    name: 'foreign.name',
    whole:
      /^((ville|commune|collectivite|autorite|autorite locale|localite) (etrangere|jumelee|partenaire|jumelle)( etrangere)?|partenaire( etranger)?|partner( town| city| authority)?|(foreign|twin|sister) (town|city|authority|municipality)|jumelee? avec)$/,
    hint: /\b(etrangere?|jumelee?|partenaire|partner|foreign|twin|sister)\b/,
  },
  {
    name: 'french.department',
    whole: /^(departement|department|dept|dpt)( francais)?$/,
    hint: /\bdepartement\b/,
  },
  {
    name: 'french.name',
    whole:
      /^((ville|commune|collectivite|collectivite territoriale)( francaise)?|collectivite chef de file|french (town|city|authority|municipality|partner)|nom de la (commune|collectivite|ville)|local authority|territoire)$/,
    hint: /\b(commune|collectivite|francaise?|french|ville)\b/,
  },
  {
    name: 'kind',
    whole:
      /^(type|nature|kind|forme|type de (cooperation|partenariat|lien|relation)|nature (du lien|du partenariat|de la cooperation)|kind of (tie|partnership)|partnership type)$/,
    hint: /\b(type|nature|kind)\b/,
    isValue: (text) => readKind(text) !== null,
  },
  {
    name: 'status',
    whole: /^(statut|etat|status|state|etat d avancement|situation)$/,
    hint: /\b(statut|status|avancement)\b/,
    isValue: (text) => readStatus(text) !== null,
  },
  {
    name: 'signedOn',
    whole:
      /^(date de (signature|la convention)|signature|signe le|signed( on)?|date of signature|date signature)$/,
    hint: /\bsign\w*\b/,
    isValue: isDate,
  },
  {
    name: 'start',
    whole:
      /^(debut|date de debut|annee( de debut)?|depuis|start|start (date|year)|since|year|annee de (premiere )?signature.*|date)$/,
    hint: /\b(debut|start|annee|year|depuis)\b/,
    isValue: isDate,
  },
  {
    name: 'end',
    whole: /^(fin|date de fin|echeance|end|end (date|year)|annee de fin|date d expiration|until)$/,
    hint: /\b(fin|end|echeance|expir\w*)\b/,
    isValue: isDate,
  },
  {
    name: 'amount',
    whole: /^(montant|budget|amount|montant total|cout|cout total|total budget)( en)?( euros?| eur)?( ttc)?$/,
    hint: /\b(montant|budget|amount|cout)\b/,
    isValue: (text) => readNumber(text) !== null,
  },
  { name: 'currency', whole: /^(devise|monnaie|currency)$/, hint: /\b(devise|monnaie|currency)\b/ },
  {
    name: 'dacSectorCode',
    whole: /^(code( secteur)? cad|cad|dac|dac code|code objet|purpose code|dac sector( code)?)$/,
    hint: /\b(cad|dac)\b/,
    isValue: (text) => /^\d{5}$/.test(text),
  },
  {
    name: 'themes',
    whole:
      /^(themes?|thematiques?|secteurs?( d intervention)?|domaines?( d intervention)?|sectors?|topics?)$/,
    hint: /\b(theme|thematique|secteur|domaine|sector)s?\b/,
  },
  {
    name: 'titleFr',
    whole: /^(titre|intitule|libelle|projet|nom du projet|titre du projet|objet)$/,
    hint: /\b(titre|intitule|libelle)\b/,
  },
  {
    name: 'titleEn',
    whole: /^(title|project|project (title|name)|name of( the)? project)$/,
    hint: /\btitle\b/,
  },
  {
    name: 'externalId',
    whole: /^(id|identifiant|reference|ref|ref accord|numero|n|code projet|external id|identifier)$/,
    hint: /\b(ref|reference|identifiant)\b/,
  },
  {
    name: 'documents',
    whole: /^(lien|url|site|site web|website|link|convention|document)$/,
    hint: /\b(url|lien|link)\b/,
    isValue: (text) => /^https?:/.test(text),
  },
  {
    name: 'asOf',
    whole: /^((date de )?mise a jour|date de maj|maj|updated?( on)?|last update|as of)$/,
    hint: /\b(mise a jour|maj|updated)\b/,
    isValue: isDate,
  },
  {
    name: 'note',
    whole: /^(observations?|remarques?|commentaires?|notes?|comments?|remarks?)$/,
    hint: /\b(observation|remarque|commentaire|note)s?\b/,
  },
];

const CERTAINTIES = ['SURE', 'LIKELY', 'WEAK'] as const;

/** How surely a column is a field; null when it is not. */
function certaintyOf(
  { whole, hint, isValue }: Field,
  header: string,
  values: readonly string[],
  lookups: Lookups,
): Guess['certainty'] | null {
  const key = foldText(header);
  const isWhole = whole.test(key);
  if (!isWhole && !hint.test(key)) return null;
  const filled = values.filter((value) => value.trim() !== '');
  if (!isValue || filled.length === 0) return isWhole ? 'LIKELY' : 'WEAK';
  const fitting = filled.filter((value) => isValue(value.trim(), lookups)).length / filled.length;
  // Values that do not fit disprove the header.
  if (fitting < 0.5) return null;
  return isWhole && fitting >= 0.8 ? 'SURE' : 'LIKELY';
}

/** Guesses which column is which field, from words of headers in French and English and from the first values. */
export function guessMap(table: DetectedTable, lookups: Lookups): GuessedMap {
  const guesses: Guess[] = [];
  const free = new Map(
    table.headers.map((header, index) => [header, table.sample.map((row) => row[index] ?? '')]),
  );
  // Whole headers choose first, so that a hint takes no column from the field that it is.
  for (const certainty of CERTAINTIES)
    for (const field of FIELDS) {
      if (guesses.some((guess) => guess.field === field.name)) continue;
      const column = [...free].find(
        ([header, values]) => certaintyOf(field, header, values, lookups) === certainty,
      )?.[0];
      if (column === undefined) continue;
      guesses.push({ field: field.name, column, certainty });
      free.delete(column);
    }
  return { map: mapOf(table, guesses), guesses, ignored: [...free.keys()] };
}

function mapOf({ sheet, headerRow }: DetectedTable, guesses: readonly Guess[]): ImportMap | null {
  const cell = (field: string): CellSpec | undefined =>
    guesses.find((guess) => guess.field === field)?.column;
  const partOf = <Part extends object>(part: string, names: readonly string[]): Part =>
    Object.fromEntries(
      names.flatMap((name) =>
        cell(`${part}.${name}`) === undefined ? [] : [[name, cell(`${part}.${name}`)]],
      ),
    ) as Part;
  const french = partOf<NonNullable<ImportMap['row']['french']>[number]>('french', [
    'name',
    'siren',
    'inseeCode',
    'postalCode',
    'department',
  ]);
  const foreign = partOf<NonNullable<ImportMap['row']['foreign']>[number]>('foreign', ['name', 'country']);
  const isFrench = french.name !== undefined || french.siren !== undefined || french.inseeCode !== undefined;
  if (!isFrench || foreign.name === undefined || foreign.country === undefined) return null;
  const plain = Object.fromEntries(
    [
      'externalId',
      'kind',
      'status',
      'signedOn',
      'start',
      'end',
      'dacSectorCode',
      'titleFr',
      'titleEn',
      'asOf',
      'note',
    ].flatMap((name) => (cell(name) === undefined ? [] : [[name, cell(name)]])),
  ) as Partial<ImportMap['row']>;
  const [themes, amount, currency, url] = [
    cell('themes'),
    cell('amount'),
    cell('currency'),
    cell('documents'),
  ];
  return {
    name: 'guess',
    file: {
      ...(sheet === null ? {} : { sheet }),
      ...(headerRow === null ? { headerRow: false as const } : { headerRow }),
    },
    row: {
      ...plain,
      french: [french],
      foreign: [foreign],
      serials: '1900',
      ...(themes === undefined
        ? {}
        : { themes: [{ from: { column: themes as string, separator: ';,' }, by: 'label' as const }] }),
      // An amount without its currency says nothing; euros where the header says so.
      ...(amount === undefined ? {} : currencyOf(amount as string, currency)),
      ...(url === undefined ? {} : { documents: [{ url }] }),
    },
  };
}

function currencyOf(amount: string, currency: CellSpec | undefined): Pick<ImportMap['row'], 'amounts'> {
  if (currency !== undefined) return { amounts: [{ amount, currency }] };
  return /€|\beur(os?)?\b/i.test(amount) ? { amounts: [{ amount, currency: { value: 'EUR' } }] } : {};
}
