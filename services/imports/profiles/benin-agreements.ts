import type { Profile } from './profile.js';

/** National directory of agreements in a workbook, in the layout of Benin. People that it names are not read. */
export const beninAgreements: Profile = {
  name: 'benin-agreements',
  title: { en: 'Directory of agreements of Benin', fr: 'Répertoire des accords du Bénin' },
  description: {
    en: 'Agreements of communes of Benin with authorities of France, from the sheet ACCORDS; those with other countries are left out.',
    fr: 'Accords de communes du Bénin avec des collectivités françaises, de la feuille ACCORDS ; ceux avec d’autres pays ne sont pas repris.',
  },
  recognition: {
    headers: [
      ['Ref_Accord'],
      ['Commune_Benin'],
      ['Collectivite_Partenaire'],
      ['Pays_Partenaire'],
      ['Type_Cooperation'],
    ],
  },
  map: {
    name: 'benin-agreements',
    where: [{ column: 'Pays_Partenaire', is: ['France', 'FR', 'FRA', 'République française'] }],
    row: {
      externalId: 'Ref_Accord',
      french: [{ name: 'Collectivite_Partenaire' }],
      foreign: [
        {
          name: 'Commune_Benin',
          country: { value: 'BJ' },
          kind: { value: 'MUNICIPALITY' },
          subdivision: 'Departement_Benin',
        },
      ],
      kind: 'Type_Cooperation',
      themes: [
        {
          from: {
            column: 'Secteurs_Intervention',
            separator: ';,/',
            words: {
              'Eau & Assainissement': 'ENV-WATER',
              Éducation: 'EDU-BASIC',
              Santé: 'EDU-HEALTH',
              Agriculture: 'ECO-AGRI',
              Gouvernance: 'POL-GOV',
              Culture: 'CUL',
              Environnement: 'ENV',
            },
          },
          by: 'label',
        },
      ],
      signedOn: 'Date_Signature',
      start: { column: ['Date_Debut', 'Date_Signature'] },
      end: 'Date_Fin',
      serials: '1900',
      status: 'Statut',
      amounts: [
        { amount: 'Montant_Total', currency: 'Devise', year: { column: ['Date_Signature', 'Date_Debut'] } },
      ],
      documents: [{ url: 'Fichier_Convention' }],
      note: { column: ['Observations', 'Objectifs'] },
    },
  },
};
