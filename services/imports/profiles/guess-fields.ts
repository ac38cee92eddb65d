import { readDate, readKind, readNumber, readStatus } from '../values/index.js';
import type { Lookups } from '../mapping/index.js';

/** Field of a map, and how a column of it looks. */
export interface Field {
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
export const FIELDS: readonly Field[] = [
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
