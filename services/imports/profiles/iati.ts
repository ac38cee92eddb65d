import { OCCURRENCES } from '../files/index.js';
import type { Profile } from './profile.js';

const LOCAL_GOVERNMENT_TYPE = ['11'];

/** Activities of IATI: local governments of France among those who pay or answer for it, in the places of the activity. */
export const iatiActivities: Profile = {
  name: 'iati',
  title: { en: 'IATI activities', fr: 'Activités IATI' },
  description: {
    en: 'Activities funded or accounted for by a French local government (organisation type 11), in places that they name; an identifier that occurs twice is refused at each of its places.',
    fr: 'Activités financées ou portées par une collectivité française (type d’organisation 11), dans les lieux qu’elles nomment ; un identifiant présent deux fois est refusé à chacune de ses places.',
  },
  recognition: { format: 'iati', headers: [['iati-identifier']] },
  map: {
    name: 'iati',
    row: {
      externalId: 'iati-identifier',
      occurrences: OCCURRENCES,
      french: ['funding', 'accountable'].map((role) => ({
        name: `participating-org[${role}]`,
        only: [
          { column: `participating-org[${role}]/@type`, is: LOCAL_GOVERNMENT_TYPE },
          { column: `participating-org[${role}]/@ref`, startsWith: 'FR-' },
        ],
      })),
      foreign: [
        { name: 'location/name', country: { column: ['recipient-country/@code', 'recipient-country'] } },
      ],
      kind: { value: 'PROJECT' },
      titleFr: 'title@fr',
      titleEn: 'title@en',
      dacSectorCode: 'sector/@code',
      themes: [{ from: 'sector/@code', by: 'sector' }],
      start: { column: ['activity-date[start-actual]', 'activity-date[start-planned]'] },
      end: { column: ['activity-date[end-actual]', 'activity-date[end-planned]'] },
      status: {
        column: 'activity-status/@code',
        words: { 1: 'UNDER_NEGOTIATION', 2: 'ONGOING', 3: 'ENDED', 4: 'ENDED', 5: 'ENDED', 6: 'SUSPENDED' },
      },
      amounts: [
        {
          amount: 'budget/value',
          currency: 'budget/value/@currency',
          year: { column: ['budget/period-start', 'budget/value/@value-date'] },
          decimal: '.',
        },
      ],
      documents: [{ url: 'document-link/@url', title: 'document-link/title' }],
      asOf: '@last-updated-datetime',
    },
  },
};

/** Workbook in which the French ministry collects activities for IATI. */
export const ministryTemplate: Profile = {
  name: 'ministry-iati-template',
  title: { en: 'Workbook of the French ministry for IATI', fr: 'Classeur du ministère pour l’IATI' },
  description: {
    en: 'Activities whose implementing organisation is a French authority and whose location is filled in.',
    fr: 'Activités dont l’organisme exécutant est une collectivité et dont le lieu est renseigné.',
  },
  recognition: {
    headers: [
      ['Project code'],
      ['Reporting Organisation'],
      ['Activity Title'],
      ['Country / Region'],
      ['Participating Organisation (Implementing)'],
    ],
  },
  map: {
    name: 'ministry-iati-template',
    row: {
      externalId: 'Project code',
      french: [{ name: 'Participating Organisation (Implementing)' }],
      foreign: [{ name: 'Sub-national Geographic Location', country: 'Country / Region' }],
      kind: { value: 'PROJECT' },
      titleFr: 'Activity Title',
      dacSectorCode: 'Sector (DAC CRS)',
      themes: [{ from: 'Sector (DAC CRS)', by: 'sector' }],
      start: 'Activity Dates (Start Date)',
      end: 'Activity Dates (End Date)',
      status: 'Activity Status',
      documents: [{ url: 'Activity Website' }, { url: 'Activity Documents' }],
      amounts: [{ amount: 'Activity Budget', currency: { value: 'EUR' } }],
      asOf: 'Date de mise à jour de la fiche',
    },
  },
};
