import { DECENTRALISED, NO_AUTHORITY } from './local-government.js';
import type { Profile } from './profile.js';

/** File of French official development assistance, a row for each commitment; headers with or without accents, or as ids. */
export const frenchOda: Profile = {
  name: 'french-oda',
  title: { en: 'French ODA open data', fr: 'Données ouvertes de l’APD française' },
  description: {
    en: 'Rows of decentralised cooperation whose channel names a local authority and whose location names a place.',
    fr: 'Lignes de coopération décentralisée dont le canal nomme une collectivité et la localisation un lieu.',
  },
  recognition: {
    headers: [
      ['Num identification SNPC', 'Numéro identification SNPC'],
      ['Agence'],
      ['Pays beneficiaire'],
      ['Canal de transfert'],
      ['Annee de declaration'],
    ],
  },
  map: {
    name: 'french-oda',
    where: [
      {
        column: ['Agence', 'Code canal de transfert', 'Canal de transfert', 'Canal agrege'],
        is: DECENTRALISED,
      },
    ],
    row: {
      externalId: { columns: ['Num identification SNPC', 'Annee de declaration', 'Pays beneficiaire'] },
      french: [{ name: { column: ['Canal de transfert'], words: NO_AUTHORITY } }],
      foreign: [
        { name: 'Localisation geographique', country: { column: ['Codes ISO', 'Pays beneficiaire'] } },
      ],
      kind: { value: 'COOPERATION' },
      titleFr: { column: ['Description courte', 'Description'] },
      dacSectorCode: { column: ['Code objet', 'code secteur CAD'] },
      themes: [{ from: { column: ['Code objet', 'code secteur CAD'] }, by: 'sector' }],
      start: { column: ['Date prevue de lancement', "Date d'engagement"] },
      signedOn: "Date d'engagement",
      end: 'Date prevue de fin',
      amounts: [
        {
          amount: 'Engagements (K EUR)',
          currency: { value: 'EUR' },
          year: 'Annee de declaration',
          unit: 1000,
          decimal: ',',
        },
        {
          amount: 'Montant versé (M EUR)',
          currency: { value: 'EUR' },
          year: 'Annee de declaration',
          unit: 1_000_000,
          decimal: ',',
        },
      ],
      asOf: 'Annee de declaration',
      note: 'Mots cles',
    },
  },
};
