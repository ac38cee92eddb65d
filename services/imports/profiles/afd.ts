import type { Profile } from './profile.js';

/** Open data of the Agence française de développement: projects with their primary beneficiary. */
export const afd: Profile = {
  name: 'afd',
  title: { en: 'AFD open data', fr: 'Données ouvertes de l’AFD' },
  description: {
    en: 'Projects whose file names a French authority in the column « Collectivité française »; the AFD itself is none, so other rows are refused.',
    fr: 'Projets dont le fichier nomme une collectivité dans la colonne « Collectivité française » ; l’AFD n’en est pas une, les autres lignes sont donc refusées.',
  },
  recognition: {
    headers: [['Id. Projet'], ['Id. Concours'], ['Pays de réalisation'], ['Libellé bénéficiaire primaire']],
  },
  map: {
    name: 'afd',
    row: {
      externalId: { columns: ['Id. Projet', 'Id. Concours'] },
      french: [{ name: { column: ['Collectivité française', 'Collectivité partenaire'] } }],
      foreign: [
        {
          name: 'Libellé bénéficiaire primaire',
          country: 'Pays de réalisation',
          subdivision: 'Région',
          latitude: 'Latitude',
          longitude: 'Longitude',
        },
      ],
      kind: { value: 'PROJECT' },
      titleFr: { column: ['Nom du projet pour les instances', 'Titre du projet', 'Libellé du projet'] },
      start: { column: ['Date de 1er versement (projet)', "Date d'octroi"] },
      end: 'Date d’achèvement opérationnel du projet',
      status: {
        column: 'Etat du projet',
        words: { Exécution: 'ONGOING', 'Achevé en exécution': 'ENDED', Instruction: 'UNDER_NEGOTIATION' },
      },
      amounts: [
        {
          amount: { column: ['Engagements bruts (euros)', 'Engagements bruts (euro)'] },
          currency: { value: 'EUR' },
          year: { column: ['Date d’octroi du projet', "Date d'octroi"] },
          funder: { value: 'Agence française de développement' },
          decimal: ',',
        },
      ],
      documents: [{ url: 'Activity Website' }],
      asOf: { column: ['Date de mise à jour du projet', 'Date de la dernière publication'] },
      note: 'Description du projet',
    },
  },
};
