import type { ImportMap } from '../mapping/index.js';
import { DECENTRALISED, NO_AUTHORITY } from './local-government.js';
import type { Profile } from './profile.js';

const DESCRIPTION = {
  en: 'Rows of France whose agency or channel is decentralised cooperation; the authority is in the channel as reported, the place in the geography, and rows that lack either are refused.',
  fr: 'Lignes de la France dont l’agence ou le canal relève de la coopération décentralisée ; la collectivité est dans le canal déclaré, le lieu dans la géographie, et les lignes où l’un manque sont refusées.',
};
const FRANCE = ['France', 'FRA', '4'];

/** Map of one of the three layouts; `names` are the columns of each. */
function mapOf(
  name: string,
  names: {
    donor: string[];
    agency: string[];
    recipient: string[];
    geography: string[];
    channelReported: string[];
    id: string[];
    title: string[];
    sector: string[];
    start: string[];
    end: string[];
    year: string[];
    amount: string[];
    note: string[];
  },
): ImportMap {
  return {
    name,
    where: [
      { column: names.donor, is: FRANCE },
      { column: names.agency, is: DECENTRALISED },
    ],
    row: {
      externalId: { columns: [...names.id, ...names.year, ...names.recipient.slice(0, 1)] },
      french: [{ name: { column: names.channelReported, words: NO_AUTHORITY } }],
      foreign: [{ name: { column: names.geography }, country: { column: names.recipient } }],
      kind: { value: 'COOPERATION' },
      titleEn: { column: names.title },
      dacSectorCode: { column: names.sector },
      themes: [{ from: { column: names.sector }, by: 'sector' }],
      start: { column: names.start },
      end: { column: names.end },
      amounts: [
        {
          amount: { column: names.amount },
          currency: { value: 'USD' },
          year: { column: names.year },
          unit: 1_000_000,
          decimal: '.',
        },
      ],
      asOf: { column: names.year },
      note: { column: names.note },
    },
  };
}

/** Bulk files of earlier years. */
export const crsBulk: Profile = {
  name: 'oecd-crs-bulk',
  title: { en: 'OECD CRS, earlier bulk files', fr: 'SNPC de l’OCDE, anciens fichiers complets' },
  description: DESCRIPTION,
  recognition: {
    headers: [
      ['donorcode'],
      ['donorname'],
      ['agencyname'],
      ['crsid'],
      ['recipientname'],
      ['purposecode'],
      ['channelreportedname'],
    ],
  },
  map: mapOf('oecd-crs-bulk', {
    donor: ['donorname', 'donorcode'],
    agency: ['agencyname', 'channelcode', 'channelname'],
    recipient: ['recipientname'],
    geography: ['geography'],
    channelReported: ['channelreportedname'],
    id: ['crsid'],
    title: ['projecttitle', 'shortdescription'],
    sector: ['purposecode'],
    start: ['expectedstartdate', 'commitmentdate'],
    end: ['completiondate'],
    year: ['Year'],
    amount: ['usd_commitment'],
    note: ['shortdescription'],
  }),
};

/** `crs_full.csv`. */
export const crsFull: Profile = {
  name: 'oecd-crs-full',
  title: { en: 'OECD CRS, full bulk file', fr: 'SNPC de l’OCDE, fichier complet' },
  description: DESCRIPTION,
  recognition: {
    headers: [
      ['DEDonorcode'],
      ['DERecipientcode'],
      ['RecipientName'],
      ['CrsID'],
      ['PurposeCode'],
      ['ChannelName'],
    ],
  },
  map: mapOf('oecd-crs-full', {
    donor: ['DEDonorcode', 'DonorName'],
    agency: ['AgencyName', 'ChannelCode', 'ChannelName'],
    recipient: ['DERecipientcode', 'RecipientName'],
    geography: ['Geography'],
    channelReported: ['ChannelReportedName'],
    id: ['CrsID'],
    title: ['ProjectTitle', 'ShortDescription'],
    sector: ['PurposeCode'],
    start: ['ExpectedStartDate', 'CommitmentDate'],
    end: ['CompletionDate'],
    year: ['Year'],
    amount: ['USD_Commitment'],
    note: ['ShortDescription'],
  }),
};

/** Rows of the statistical data and metadata exchange, as the data explorer gives them. */
export const crsSdmx: Profile = {
  name: 'oecd-crs-sdmx',
  title: { en: 'OECD CRS, SDMX rows', fr: 'SNPC de l’OCDE, lignes SDMX' },
  description: DESCRIPTION,
  recognition: {
    headers: [
      ['DONOR'],
      ['RECIPIENT'],
      ['MEASURE'],
      ['TIME_PERIOD'],
      ['OBS_VALUE'],
      ['FLOW_TYPE'],
      ['MD_ID', 'OECD_ID'],
    ],
  },
  map: mapOf('oecd-crs-sdmx', {
    donor: ['DONOR'],
    agency: ['DONOR_AGENCY', 'CHANNEL', 'CHANNEL_DELIVERY_CODE', 'CHANNELDELIVERY_CODE'],
    recipient: ['RECIPIENT'],
    geography: ['GEOGRAPHICAL_FOCUS', 'GEOGRAPHY'],
    channelReported: ['CHANNEL_REPORTED_NAME', 'CHANNELREPORTEDNAME'],
    id: ['OECD_ID'],
    title: ['PROJECT_TITLE', 'SHORT_DESCRIPTION'],
    sector: ['SECTOR'],
    start: ['EXPECTED_START_DATE'],
    end: ['COMPLETION_DATE'],
    year: ['TIME_PERIOD'],
    amount: ['OBS_VALUE'],
    note: ['SHORT_DESCRIPTION'],
  }),
};
