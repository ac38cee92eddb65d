import { describe, expect, it } from '@jest/globals';
import { mapRow } from '../mapping/index.js';
import { loadedLookups } from '../support/lookups.js';
import { readContent } from '../support/read-text.js';
import { guessMap } from './index.js';

const lookups = loadedLookups();

async function guessed(text: string) {
  const { detected, records } = await readContent(text);
  const guess = guessMap(detected.tables[0]!, lookups);
  const rows = guess.map === null ? [] : records.map((record) => mapRow(guess.map!, record, lookups));
  return {
    ...guess,
    fields: Object.fromEntries(
      guess.guesses.map(({ field, column, certainty }) => [field, `${column}: ${certainty}`]),
    ),
    rows,
  };
}

describe('a guess', () => {
  it('is made of French headers, says how sure it is, and reads the rows', async () => {
    const { fields, ignored, rows } = await guessed(
      'Collectivité;Code INSEE;Ville partenaire;Pays;Nature de la coopération;Année de début;Statut;Thématique;Budget (€);Contact\n' +
        'Aubeville;35238;Parafou;Bénin;Jumelage;2013;En cours;Santé;1 500,00;X\nVernoy;2A004;Lochstadt;ALLEMAGNE;Partenariat;2015;Terminé;Sport;20,50;Y\n',
    );
    expect(fields).toEqual({
      'french.inseeCode': 'Code INSEE: SURE',
      'foreign.country': 'Pays: SURE',
      'foreign.name': 'Ville partenaire: LIKELY',
      'french.name': 'Collectivité: LIKELY',
      kind: 'Nature de la coopération: SURE',
      status: 'Statut: SURE',
      start: 'Année de début: SURE',
      amount: 'Budget (€): SURE',
      themes: 'Thématique: LIKELY',
    });
    expect(ignored).toEqual(['Contact']);
    expect(rows.map(({ row }) => row)).toMatchObject([
      {
        french: [{ name: 'Aubeville', inseeCode: '35238' }],
        foreign: [{ name: 'Parafou', country: 'BJ' }],
        kind: 'TWINNING',
        start: '2013',
        themes: ['EDU-HEALTH'],
        amounts: [{ amount: 1500, currency: 'EUR' }],
      },
      {
        french: [{ name: 'Vernoy', inseeCode: '2A004' }],
        foreign: [{ name: 'Lochstadt', country: 'DE' }],
        kind: 'COOPERATION',
        status: 'ENDED',
        amounts: [{ amount: 20.5 }],
      },
    ]);
  });

  it('is made of English headers', async () => {
    const { fields, rows } = await guessed(
      'French town,Twin town,Country,Kind,Signed on,Title\nAubeville,Parafou,Benin,Twinning,20 May 2013,Water\n',
    );
    expect(Object.keys(fields).sort()).toEqual([
      'foreign.country',
      'foreign.name',
      'french.name',
      'kind',
      'signedOn',
      'titleEn',
    ]);
    expect(rows[0]!.row).toMatchObject({ kind: 'TWINNING', signedOn: '2013-05-20', titleEn: 'Water' });
  });

  it('is disproved by values: a column of names is no country because of its header', async () => {
    const { fields, map } = await guessed(
      'Commune;Ville partenaire;Pays\nAubeville;Parafou;Mme X\nVernoy;Lochstadt;M. Y\n',
    );
    expect(fields['foreign.country']).toBeUndefined();
    expect(map).toBeNull();
  });

  it('is none where no partner is named', async () => {
    expect((await guessed('Titre;Montant\nEau;12,50\nVie;3,20\n')).map).toBeNull();
  });
});
