// What communes, départements and régions were called before, and what replaced them: general knowledge, written by hand and
// not drawn from the tables of the graph. `former | name of today | département`, or a kind for what is larger.
export const FORMER_NAMES = `
Cherbourg-Octeville | Cherbourg-en-Cotentin | 50
Équeurdreville-Hainneville | Cherbourg-en-Cotentin | 50
Tourlaville | Cherbourg-en-Cotentin | 50
La Glacerie | Cherbourg-en-Cotentin | 50
Querqueville | Cherbourg-en-Cotentin | 50
Annecy-le-Vieux | Annecy | 74
Seynod | Annecy | 74
Cran-Gevrier | Annecy | 74
Meythet | Annecy | 74
Thorens-Glières | Fillière | 74
Faverges | Faverges-Seythenex | 74
Évry | Évry-Courcouronnes | 91
Courcouronnes | Évry-Courcouronnes | 91
Le Chesnay | Le Chesnay-Rocquencourt | 78
Rocquencourt | Le Chesnay-Rocquencourt | 78
Fourqueux | Saint-Germain-en-Laye | 78
Herblay | Herblay-sur-Seine | 95
Châlons-sur-Marne | Châlons-en-Champagne | 51
Vertus | Blancs-Coteaux | 51
Aÿ | Aÿ-Champagne | 51
Baugé | Baugé-en-Anjou | 49
Segré | Segré-en-Anjou Bleu | 49
Beaupréau | Beaupréau-en-Mauges | 49
Chemillé | Chemillé-en-Anjou | 49
Saint-Florent-le-Vieil | Mauges-sur-Loire | 49
Champtoceaux | Orée d'Anjou | 49
Montrevault | Montrevault-sur-Èvre | 49
Doué-la-Fontaine | Doué-en-Anjou | 49
Brissac-Quincé | Brissac Loire Aubance | 49
Pouancé | Ombrée d'Anjou | 49
Vihiers | Lys-Haut-Layon | 49
Saint-Macaire-en-Mauges | Sèvremoine | 49
Vire | Vire Normandie | 14
Condé-sur-Noireau | Condé-en-Normandie | 14
Livarot | Livarot-Pays-d'Auge | 14
Saint-Pierre-sur-Dives | Saint-Pierre-en-Auge | 14
Mézidon-Canon | Mézidon Vallée d'Auge | 14
Aunay-sur-Odon | Les Monts d'Aunay | 14
Le Bény-Bocage | Souleuvre en Bocage | 14
Bricquebec | Bricquebec-en-Cotentin | 50
Villedieu-les-Poêles | Villedieu-les-Poêles-Rouffigny | 50
Carentan | Carentan-les-Marais | 50
Beaumont-Hague | La Hague | 50
La Ferté-Macé | La Ferté Macé | 61
Rémalard | Rémalard en Perche | 61
Tinchebray | Tinchebray-Bocage | 61
Athis-de-l'Orne | Athis-Val de Rouvre | 61
Putanges-Pont-Écrepin | Putanges-le-Lac | 61
Verneuil-sur-Avre | Verneuil d'Avre et d'Iton | 27
Beaumesnil | Mesnil-en-Ouche | 27
Notre-Dame-de-Gravenchon | Port-Jérôme-sur-Seine | 76
Caudebec-en-Caux | Rives-en-Seine | 76
Oullins | Oullins-Pierre-Bénite | 69
Pierre-Bénite | Oullins-Pierre-Bénite | 69
Thizy | Thizy-les-Bourgs | 69
Aime | Aime-la-Plagne | 73
Saint-Martin-de-Belleville | Les Belleville | 73
Bellegarde-sur-Valserine | Valserhône | 01
Morez | Hauts de Bienne | 39
Léhon | Dinan | 22
Lamballe | Lamballe-Armor | 22
Étables-sur-Mer | Binic-Étables-sur-Mer | 22
Binic | Binic-Étables-sur-Mer | 22
Theix | Theix-Noyalo | 56
Guipry | Guipry-Messac | 35
Maure-de-Bretagne | Val d'Anast | 35
Antrain | Val-Couesnon | 35
Montaigu | Montaigu-Vendée | 85
Château-d'Olonne | Les Sables-d'Olonne | 85
Olonne-sur-Mer | Les Sables-d'Olonne | 85
Les Essarts | Essarts en Bocage | 85
Argenton-les-Vallées | Argentonnay | 79
Jaunay-Clan | Jaunay-Marigny | 86
Boulazac | Boulazac Isle Manoire | 24
Mareuil | Mareuil en Périgord | 24
Sévérac-le-Château | Sévérac d'Aveyron | 12
Conques | Conques-en-Rouergue | 12
Laissac | Laissac-Sévérac l'Église | 12
Aumont-Aubrac | Peyre en Aubrac | 48
Florac | Florac Trois Rivières | 48
Le Bleymard | Mont Lozère et Goulet | 48
Sainte-Enimie | Gorges du Tarn Causses | 48
Neuvéglise | Neuvéglise-sur-Truyère | 15
Pierrefitte-sur-Seine | Saint-Denis | 93
Digne | Digne-les-Bains | 04
Seine-Inférieure | Seine-Maritime | DEPARTMENT
Loire-Inférieure | Loire-Atlantique | DEPARTMENT
Basses-Alpes | Alpes-de-Haute-Provence | DEPARTMENT
Basses-Pyrénées | Pyrénées-Atlantiques | DEPARTMENT
Charente-Inférieure | Charente-Maritime | DEPARTMENT
Côtes-du-Nord | Côtes-d'Armor | DEPARTMENT
Rhône-Alpes | Auvergne-Rhône-Alpes | REGION
Midi-Pyrénées | Occitanie | REGION
Languedoc-Roussillon | Occitanie | REGION
Picardie | Hauts-de-France | REGION
Nord-Pas-de-Calais | Hauts-de-France | REGION
Lorraine | Grand Est | REGION
Champagne-Ardenne | Grand Est | REGION
Franche-Comté | Bourgogne-Franche-Comté | REGION
Haute-Normandie | Normandie | REGION
Basse-Normandie | Normandie | REGION
Poitou-Charentes | Nouvelle-Aquitaine | REGION
Limousin | Nouvelle-Aquitaine | REGION
Aquitaine | Nouvelle-Aquitaine | REGION
`;
