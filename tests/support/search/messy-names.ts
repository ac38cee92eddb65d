/** A name as people type it, and the authority that they mean. */
export interface MessyName {
  /** What is messy about it. */
  about: string;
  typed: string;
  /** The authority's own name. */
  name: string;
  /** Its key, of which its id is made: `COM-` and the INSEE code, `EPCI-` and the SIREN, `DEP-`, `REG-`. */
  key: string;
}

/**
 * Written by hand, from how people write; codes checked in the official geographic code. Where several authorities have
 * the name, the text says which, or one of them is meant by nearly everybody.
 */
const NAMES = `
# accents and capitals
Evreux | Évreux | COM-27229
beziers | Béziers | COM-34032
NIMES | Nîmes | COM-30189
orleans | Orléans | COM-45234
Besancon | Besançon | COM-25056
saint etienne | Saint-Étienne | COM-42218
Chalons en champagne | Châlons-en-Champagne | COM-51108
creteil | Créteil | COM-94028
Sete | Sète | COM-34301
montelimar | Montélimar | COM-26198
perigueux | Périgueux | COM-24322
CHATEAUROUX | Châteauroux | COM-36044
epinal | Épinal | COM-88160
Angouleme | Angoulême | COM-16015
MONTBELIARD | Montbéliard | COM-25388
venissieux | Vénissieux | COM-69259
asnieres sur seine | Asnières-sur-Seine | COM-92004
gueret | Guéret | COM-23096
Etampes | Étampes | COM-91223
ECHIROLLES | Échirolles | COM-38151
éVRY-courcouronnes | Évry-Courcouronnes | COM-91228
Ploermel | Ploërmel | COM-56165
Fort de france | Fort-de-France | COM-97209
vezelay | Vézelay | COM-89446
SAINT EGREVE | Saint-Égrève | COM-38382
# hyphens, apostrophes, articles
villeneuve d'ascq | Villeneuve-d'Ascq | COM-59009
Villeneuve d’Ascq | Villeneuve-d'Ascq | COM-59009
villeneuve dascq | Villeneuve-d'Ascq | COM-59009
aix en provence | Aix-en-Provence | COM-13001
l hay les roses | L'Haÿ-les-Roses | COM-94038
lhay-les-roses | L'Haÿ-les-Roses | COM-94038
rochelle | La Rochelle | COM-17300
Havre | Le Havre | COM-76351
Le-Mans | Le Mans | COM-72181
bourg en bresse | Bourg-en-Bresse | COM-01053
boulogne billancourt | Boulogne-Billancourt | COM-92012
saint germain en laye | Saint-Germain-en-Laye | COM-78551
ile d'yeu | L'Île-d'Yeu | COM-85113
sables d olonne | Les Sables-d'Olonne | COM-85194
seyne sur mer | La Seyne-sur-Mer | COM-83126
puy en velay | Le Puy-en-Velay | COM-43157
charleville mezieres | Charleville-Mézières | COM-08105
chateauneuf du pape | Châteauneuf-du-Pape | COM-84037
Val d’Isère | Val-d'Isère | COM-73304
pointe a pitre | Pointe-à-Pitre | COM-97120
ST-CYR L'ECOLE | Saint-Cyr-l'École | COM-78545
mont saint michel | Le Mont-Saint-Michel | COM-50353
creusot | Le Creusot | COM-71153
# abbreviations
ste foy les lyon | Sainte-Foy-lès-Lyon | COM-69202
st-malo | Saint-Malo | COM-35288
St Nazaire | Saint-Nazaire | COM-44184
st quentin | Saint-Quentin | COM-02691
Ste Menehould | Sainte-Menehould | COM-51507
chalon s/ saone | Chalon-sur-Saône | COM-71076
Chalon s/saône | Chalon-sur-Saône | COM-71076
neuilly s/seine | Neuilly-sur-Seine | COM-92051
vitry s/ Seine | Vitry-sur-Seine | COM-94081
Fontenay s/s Bois | Fontenay-sous-Bois | COM-94033
fontenay ss bois | Fontenay-sous-Bois | COM-94033
Villefranche s. Saône | Villefranche-sur-Saône | COM-69264
mt de marsan | Mont-de-Marsan | COM-40192
Mt St Aignan | Mont-Saint-Aignan | COM-76451
Gd Couronne | Grand-Couronne | COM-76319
st andré lez lille | Saint-André-lez-Lille | COM-59527
St. Maur des Fossés | Saint-Maur-des-Fossés | COM-94068
st pierre des corps | Saint-Pierre-des-Corps | COM-37233
ST MEDARD EN JALLES | Saint-Médard-en-Jalles | COM-33449
ste genevieve des bois | Sainte-Geneviève-des-Bois | COM-91549
st lô | Saint-Lô | COM-50502
st brieuc | Saint-Brieuc | COM-22278
St Ouen sur Seine | Saint-Ouen-sur-Seine | COM-93070
stes maries de la mer | Saintes-Maries-de-la-Mer | COM-13096
st cirq lapopie | Saint-Cirq-Lapopie | COM-46256
moustiers ste marie | Moustiers-Sainte-Marie | COM-04135
# ligatures
st pierre de boeuf | Saint-Pierre-de-Bœuf | COM-42272
noeux les mines | Nœux-les-Mines | COM-62617
vandoeuvre | Vandœuvre-lès-Nancy | COM-54547
hoenheim | Hœnheim | COM-67204
Woerth | Wœrth | COM-67550
oeting | Œting | COM-57521
# typos: letters missing, doubled, wrong, swapped
Marseile | Marseille | COM-13055
marsielle | Marseille | COM-13055
Strabourg | Strasbourg | COM-67482
strasbuorg | Strasbourg | COM-67482
Bordaux | Bordeaux | COM-33063
Toulouze | Toulouse | COM-31555
toulosue | Toulouse | COM-31555
Perpignian | Perpignan | COM-66136
Grennoble | Grenoble | COM-38185
Monpellier | Montpellier | COM-34172
Montpelier | Montpellier | COM-34172
Mulouse | Mulhouse | COM-68224
Mullhouse | Mulhouse | COM-68224
Dunkerke | Dunkerque | COM-59183
Quinper | Quimper | COM-29232
Bayone | Bayonne | COM-64102
Biaritz | Biarritz | COM-64122
Carcasonne | Carcassonne | COM-11069
carquassonne | Carcassonne | COM-11069
avingon | Avignon | COM-84007
Aviggnon | Avignon | COM-84007
orillac | Aurillac | COM-15014
poitier | Poitiers | COM-86194
brive la gayarde | Brive-la-Gaillarde | COM-19031
Clermon ferrand | Clermont-Ferrand | COM-63113
Clermont Férand | Clermont-Ferrand | COM-63113
Annemase | Annemasse | COM-74012
Chamberry | Chambéry | COM-73065
Villeurbane | Villeurbanne | COM-69266
Aubervillier | Aubervilliers | COM-93001
Nantere | Nanterre | COM-92050
Courbvoie | Courbevoie | COM-92026
argenteuille | Argenteuil | COM-95018
Sarcele | Sarcelles | COM-95585
Corbeil essone | Corbeil-Essonnes | COM-91174
chalon sur soane | Chalon-sur-Saône | COM-71076
Dijion | Dijon | COM-21231
Auxere | Auxerre | COM-89024
Bezancon | Besançon | COM-25056
Belefort | Belfort | COM-90010
Montbelliard | Montbéliard | COM-25388
Haguenaux | Haguenau | COM-67180
Thionvile | Thionville | COM-57672
Forbak | Forbach | COM-57227
Sarguemines | Sarreguemines | COM-57631
vandeuvre les nancy | Vandœuvre-lès-Nancy | COM-54547
Amien | Amiens | COM-80021
Compiegnes | Compiègne | COM-60159
Valencienne | Valenciennes | COM-59606
Tourcoin | Tourcoing | COM-59599
Mobeuge | Maubeuge | COM-59392
Cambrais | Cambrai | COM-59122
azebrouck | Hazebrouck | COM-59295
boulogne sur mere | Boulogne-sur-Mer | COM-62160
Renne | Rennes | COM-35238
saint breiuc | Saint-Brieuc | COM-22278
Gingamp | Guingamp | COM-22070
Concarnaux | Concarneau | COM-29039
La Rochele | La Rochelle | COM-17300
natnes | Nantes | COM-44109
lyno | Lyon | COM-69123
Lile | Lille | COM-59350
Toluon | Toulon | COM-83137
Cannnes | Cannes | COM-06029
Antibe | Antibes | COM-06004
eguishem | Eguisheim | COM-68078
rickwihr | Riquewihr | COM-68277
kaisersberg | Kaysersberg Vignoble | COM-68162
wissenbourg | Wissembourg | COM-67544
rocamadur | Rocamadour | COM-46240
Milau | Millau | COM-12145
Lourde | Lourdes | COM-65286
cayene | Cayenne | COM-97302
mamoudzu | Mamoudzou | COM-97611
Oulins | Oullins-Pierre-Bénite | COM-69149
Issoir | Issoire | COM-63178
Thonon les bin | Thonon-les-Bains | COM-74281
Aix les bain | Aix-les-Bains | COM-73008
montceau les mine | Montceau-les-Mines | COM-71306
Chateau tierry | Château-Thierry | COM-02168
bourguoin jallieu | Bourgoin-Jallieu | COM-38053
Ris orengis | Ris-Orangis | COM-91521
Garge les gonesse | Garges-lès-Gonesse | COM-95268
st jullien en genevois | Saint-Julien-en-Genevois | COM-74243
xertigni | Xertigny | COM-88530
Locmariaker | Locmariaquer | COM-56116
# spaces missing or too many
saintdenis | Saint-Denis | COM-93066
stdenis | Saint-Denis | COM-93066
lemans | Le Mans | COM-72181
lehavre | Le Havre | COM-76351
aixenprovence | Aix-en-Provence | COM-13001
boulognebillancourt | Boulogne-Billancourt | COM-92012
clermontferrand | Clermont-Ferrand | COM-63113
laroche sur yon | La Roche-sur-Yon | COM-85191
saint nazaire  | Saint-Nazaire | COM-44184
les ulis91 | Les Ulis | COM-91692
Mont pellier | Montpellier | COM-34172
chateau roux | Châteauroux | COM-36044
# the département typed along
Saint-Denis 93 | Saint-Denis | COM-93066
saint denis (Réunion) | Saint-Denis | COM-97411
St Denis 974 | Saint-Denis | COM-97411
saint-denis gard | Saint-Denis | COM-30247
93200 Saint-Denis | Saint-Denis | COM-93066
Sainte-Colombe Rhône | Sainte-Colombe | COM-69189
sainte colombe 69 | Sainte-Colombe | COM-69189
Sainte-Colombe (Seine-Maritime) | Sainte-Colombe | COM-76569
valence drome | Valence | COM-26362
valence 26 | Valence | COM-26362
Valence, Tarn-et-Garonne | Valence | COM-82186
Barjac 30 | Barjac | COM-30029
barjac lozere | Barjac | COM-48018
castres tarn | Castres | COM-81065
Castres (Aisne) | Castres | COM-02142
vienne isere | Vienne | COM-38544
Montreuil 93 | Montreuil | COM-93048
Saint-Pierre Martinique | Saint-Pierre | COM-97225
saint pierre la réunion | Saint-Pierre | COM-97416
clermont oise | Clermont | COM-60157
villefranche rhone | Villefranche-sur-Saône | COM-69264
Saint-Louis haut rhin | Saint-Louis | COM-68297
st louis reunion | Saint-Louis | COM-97414
saint claude jura | Saint-Claude | COM-39478
St Claude Guadeloupe | Saint-Claude | COM-97124
sainte marie martinique | Sainte-Marie | COM-97228
Fontaine 38 | Fontaine | COM-38169
saint benoit 974 | Saint-Benoît | COM-97410
saint benoit vienne | Saint-Benoît | COM-86214
bretigny 91 | Brétigny-sur-Orge | COM-91103
beaumont puy de dome | Beaumont | COM-63032
Vitry le francois marne | Vitry-le-François | COM-51649
Rhône Sainte-Colombe | Sainte-Colombe | COM-69189
Mâcon 71 | Mâcon | COM-71270
valance drome | Valence | COM-26362
roanne loire | Roanne | COM-42187
Saint-Martin-d'Hères (Isère) | Saint-Martin-d'Hères | COM-38421
Bourg 33 | Bourg | COM-33067
Nogent haute-marne | Nogent | COM-52353
# as far as it was typed
stras | Strasbourg | COM-67482
montpel | Montpellier | COM-34172
saint-den | Saint-Denis | COM-93066
villeur | Villeurbanne | COM-69266
aix en pro | Aix-en-Provence | COM-13001
chateau thi | Château-Thierry | COM-02168
clermont | Clermont-Ferrand | COM-63113
boulogne | Boulogne-Billancourt | COM-92012
nogent sur m | Nogent-sur-Marne | COM-94052
saint naz | Saint-Nazaire | COM-44184
mont de mar | Mont-de-Marsan | COM-40192
cler fer | Clermont-Ferrand | COM-63113
bourg en | Bourg-en-Bresse | COM-01053
la roche sur | La Roche-sur-Yon | COM-85191
digne | Digne-les-Bains | COM-04070
brive | Brive-la-Gaillarde | COM-19031
saint barth | Saint-Barthélemy | COM-97701
Montreuil sous bois | Montreuil | COM-93048
# words in another order
ferrand clermont | Clermont-Ferrand | COM-63113
thierry château | Château-Thierry | COM-02168
provence aix | Aix-en-Provence | COM-13001
denis saint 93 | Saint-Denis | COM-93066
# short names
eu | Eu | COM-76255
Y | Y | COM-80829
pau | Pau | COM-64445
gap | Gap | COM-05061
dax | Dax | COM-40088
sens | Sens | COM-89387
# former communes and parts of today's
Pierrefitte-sur-Seine | Saint-Denis | COM-93066
pierrefite sur seine | Saint-Denis | COM-93066
Annecy le vieux | Annecy | COM-74010
Seynod | Annecy | COM-74010
cherbourg | Cherbourg-en-Cotentin | COM-50129
Cherbourg Octeville | Cherbourg-en-Cotentin | COM-50129
Evry | Évry-Courcouronnes | COM-91228
lomme | Lille | COM-59350
Hellemmes | Lille | COM-59350
Notre dame de gravenchon | Port-Jérôme-sur-Seine | COM-76476
ND de Gravenchon | Port-Jérôme-sur-Seine | COM-76476
Tourlaville | Cherbourg-en-Cotentin | COM-50129
Le Chesnay | Le Chesnay-Rocquencourt | COM-78158
vire | Vire Normandie | COM-14762
Paris 18e | Paris | COM-75056
Paris 20 | Paris | COM-75056
paris 1er arrondissement | Paris | COM-75056
lyon 3e | Lyon | COM-69123
marseille 8e arrondissement | Marseille | COM-13055
Lyon 7ème | Lyon | COM-69123
# mairie, ville, commune
ville de Paris | Paris | COM-75056
mairie de Lille | Lille | COM-59350
Ville d'Angers | Angers | COM-49007
commune de Saint-Denis 93 | Saint-Denis | COM-93066
mairie de st etienne | Saint-Étienne | COM-42218
Ville du Havre | Le Havre | COM-76351
Ville de lyon | Lyon | COM-69123
# intermunicipal bodies
Grand Lyon | Métropole de Lyon | EPCI-200046977
metropole de lyon | Métropole de Lyon | EPCI-200046977
communauté urbaine de lyon | Métropole de Lyon | EPCI-200046977
CUS | Eurométropole de Strasbourg | EPCI-246700488
Strasbourg Eurométropole | Eurométropole de Strasbourg | EPCI-246700488
eurometropole strasbourg | Eurométropole de Strasbourg | EPCI-246700488
rennes metro | Rennes Métropole | EPCI-243500139
nantes metropole | Nantes Métropole | EPCI-244400404
metropole de bordeaux | Bordeaux Métropole | EPCI-243300316
lille metropole | Métropole Européenne de Lille | EPCI-200093201
metropole europeene de lille | Métropole Européenne de Lille | EPCI-200093201
Métropole du grand paris | Métropole du Grand Paris | EPCI-200054781
plaine commune | Plaine Commune | EPT-200057867
Est ensemble | Est Ensemble | EPT-200057875
grand chalon | CA Le Grand Chalon | EPCI-247100589
CA Chalon Val de Bourgogne | CA Le Grand Chalon | EPCI-247100589
Grand Belfort agglo | CA Grand Belfort | EPCI-200069052
Montbéliard agglo | CA Pays de Montbéliard Agglomération | EPCI-200065647
communaute urbaine dunkerque | CU de Dunkerque | EPCI-245900428
cergy pontoise | CA de Cergy-Pontoise | EPCI-249500109
sicoval | CA du Sicoval | EPCI-243100633
agglo de saint omer | CA du Pays de Saint-Omer | EPCI-200069037
seine eure agglo | CA Seine-Eure | EPCI-200089456
Grand Annecy | CA du Grand Annecy | EPCI-200066793
annecy agglo | CA du Grand Annecy | EPCI-200066793
saint etienne metropole | Saint-Étienne Métropole | EPCI-244200770
grand nancy | Métropole du Grand Nancy | EPCI-245400676
nice cote d'azur | Métropole Nice Côte d'Azur | EPCI-200030195
aix marseille provence | Métropole d'Aix-Marseille-Provence | EPCI-200054807
rouen normandie | Métropole Rouen Normandie | EPCI-200023414
clermont auvergne | Clermont Auvergne Métropole | EPCI-246300701
grand reims | CU du Grand Reims | EPCI-200067213
angers loire métropole | CU Angers Loire Métropole | EPCI-244900015
perpignan mediterranee | CU Perpignan Méditerranée Métropole | EPCI-200027183
caen la mer | CU Caen la Mer | EPCI-200065597
grenoble alpes metropole | Grenoble-Alpes-Métropole | EPCI-200040715
communauté de communes du genevois | CC du Genevois | EPCI-247400690
com com de marie galante | CC de Marie-Galante | EPCI-249710047
CC Vallée de Chamonix | CC de la Vallée de Chamonix-Mont-Blanc | EPCI-200023372
lorient agglo | CA Lorient Agglomération | EPCI-200042174
Cholet agglo | CA Cholet Agglomération | EPCI-200071678
golfe du morbihan | CA Golfe du Morbihan - Vannes Agglomération | EPCI-200067932
vienne condrieu | CA Vienne Condrieu | EPCI-200077014
montpellier metropole | Montpellier Méditerranée Métropole | EPCI-243400017
# départements
rhone | Rhône | DEP-69
département du Rhône | Rhône | DEP-69
conseil départemental de l'Hérault | Hérault | DEP-34
Conseil général des Yvelines | Yvelines | DEP-78
seine st denis | Seine-Saint-Denis | DEP-93
seinesaintdenis | Seine-Saint-Denis | DEP-93
val de marne | Val-de-Marne | DEP-94
val d oise | Val-d'Oise | DEP-95
hauts de seine | Hauts-de-Seine | DEP-92
cotes d'armor | Côtes-d'Armor | DEP-22
cote d'or | Côte-d'Or | DEP-21
ile et vilaine | Ille-et-Vilaine | DEP-35
pyrennées atlantiques | Pyrénées-Atlantiques | DEP-64
bouches du rhone | Bouches-du-Rhône | DEP-13
alpes maritime | Alpes-Maritimes | DEP-06
Bas-Rhin | Collectivité européenne d'Alsace | CTY-6AE
haut rhin | Collectivité européenne d'Alsace | CTY-6AE
alsace | Collectivité européenne d'Alsace | CTY-6AE
corse du sud | Corse | REG-94
isere | Isère | DEP-38
haute savoi | Haute-Savoie | DEP-74
puy de dome | Puy-de-Dôme | DEP-63
Ardeche | Ardèche | DEP-07
meurthe et mosel | Meurthe-et-Moselle | DEP-54
departement du nord | Nord | DEP-59
dordogne | Dordogne | DEP-24
lot et garone | Lot-et-Garonne | DEP-47
CD de la Drôme | Drôme | DEP-26
conseil departemental seine maritime | Seine-Maritime | DEP-76
# régions and overseas
occitanie | Occitanie | REG-76
languedoc roussillon | Occitanie | REG-76
Midi Pyrenées | Occitanie | REG-76
PACA | Provence-Alpes-Côte d'Azur | REG-93
provence alpes cote d'azur | Provence-Alpes-Côte d'Azur | REG-93
region sud | Provence-Alpes-Côte d'Azur | REG-93
Rhone alpes | Auvergne-Rhône-Alpes | REG-84
auvergne | Auvergne-Rhône-Alpes | REG-84
AURA | Auvergne-Rhône-Alpes | REG-84
idf | Île-de-France | REG-11
Brittany | Bretagne | REG-53
normandy | Normandie | REG-28
Burgundy | Bourgogne-Franche-Comté | REG-27
nouvel aquitaine | Nouvelle-Aquitaine | REG-75
poitou charente | Nouvelle-Aquitaine | REG-75
region bretagne | Bretagne | REG-53
conseil régional de Bretagne | Bretagne | REG-53
pays de loire | Pays de la Loire | REG-52
iledefrance | Île-de-France | REG-11
haut de france | Hauts-de-France | REG-32
nord pas de calais | Hauts-de-France | REG-32
picardie | Hauts-de-France | REG-32
champagne ardennes | Grand Est | REG-44
basse normandie | Normandie | REG-28
region centre | Centre-Val de Loire | REG-24
franche comte | Bourgogne-Franche-Comté | REG-27
collectivité de corse | Corse | REG-94
Corsica | Corse | REG-94
nouvelle caledonie | Nouvelle-Calédonie | CTY-988
Polynesie | Polynésie française | CTY-987
# towns of all sizes
Schiltigeim | Schiltigheim | COM-67447
ilkirch graffenstaden | Illkirch-Graffenstaden | COM-67218
Selestat | Sélestat | COM-67462
Molsheim 67 | Molsheim | COM-67300
obernay | Obernai | COM-67348
guebwiler | Guebwiller | COM-68112
Altkirsch | Altkirch | COM-68004
cernay haut rhin | Cernay | COM-68063
St Avold | Saint-Avold | COM-57606
hayange moselle | Hayange | COM-57306
longwi | Longwy | COM-54323
Pont a mousson | Pont-à-Mousson | COM-54431
luneville | Lunéville | COM-54329
st die des vosges | Saint-Dié-des-Vosges | COM-88413
saint die | Saint-Dié-des-Vosges | COM-88413
gerardmer | Gérardmer | COM-88196
verdun meuse | Verdun | COM-55545
bar le duc | Bar-le-Duc | COM-55029
Vitry le françois | Vitry-le-François | COM-51649
Epernay | Épernay | COM-51230
reins | Reims | COM-51454
Chaumont 52 | Chaumont | COM-52121
langres | Langres | COM-52269
romilly s/ seine | Romilly-sur-Seine | COM-10323
Sedan ardennes | Sedan | COM-08409
laon | Laon | COM-02408
hirson | Hirson | COM-02381
St Omer | Saint-Omer | COM-62765
bethunes | Béthune | COM-62119
Henin beaumont | Hénin-Beaumont | COM-62427
Lievin | Liévin | COM-62510
lens 62 | Lens | COM-62498
Bruay la buissière | Bruay-la-Buissière | COM-62178
Marcq en baroeul | Marcq-en-Barœul | COM-59378
Wasquehale | Wasquehal | COM-59646
armentiere | Armentières | COM-59017
gravelines | Gravelines | COM-59273
Grande synthe | Grande-Synthe | COM-59271
grande-sainte | Grande-Synthe | COM-59271
Denin | Denain | COM-59172
st amand les eaux | Saint-Amand-les-Eaux | COM-59526
Creil oise | Creil | COM-60175
senlis | Senlis | COM-60612
Dieppe seine maritime | Dieppe | COM-76217
fecamp | Fécamp | COM-76259
Sotteville les rouen | Sotteville-lès-Rouen | COM-76681
vernon eure | Vernon | COM-27681
louvier | Louviers | COM-27375
herouville st clair | Hérouville-Saint-Clair | COM-14327
Bayeu | Bayeux | COM-14047
granvile | Granville | COM-50218
coutance | Coutances | COM-50147
flers orne | Flers | COM-61169
argentan | Argentan | COM-61006
redon | Redon | COM-35236
Vitré | Vitré | COM-35360
dinard | Dinard | COM-35093
dinan 22 | Dinan | COM-22050
lamballe | Lamballe-Armor | COM-22093
pontivi | Pontivy | COM-56178
auray | Auray | COM-56007
Hennebon | Hennebont | COM-56083
quimperle | Quimperlé | COM-29233
douarnene | Douarnenez | COM-29046
landernau | Landerneau | COM-29103
chateaubriant | Châteaubriant | COM-44036
st sebastien sur loire | Saint-Sébastien-sur-Loire | COM-44190
reze | Rezé | COM-44143
St herblin | Saint-Herblain | COM-44162
orvaut | Orvault | COM-44114
fontenay le comte | Fontenay-le-Comte | COM-85092
Challan | Challans | COM-85047
saumurs | Saumur | COM-49328
segre en anjou bleu | Segré-en-Anjou Bleu | COM-49331
chemille | Chemillé-en-Anjou | COM-49092
Baugé | Baugé-en-Anjou | COM-49018
la fleche | La Flèche | COM-72154
chateau gontier | Château-Gontier-sur-Mayenne | COM-53062
amboise | Amboise | COM-37003
joue les tour | Joué-lès-Tours | COM-37122
vendome | Vendôme | COM-41269
romorantin | Romorantin-Lanthenay | COM-41194
gien loiret | Gien | COM-45155
pithivier | Pithiviers | COM-45252
vierzon | Vierzon | COM-18279
issoudun | Issoudun | COM-36088
chatelerault | Châtellerault | COM-86066
Thouars 79 | Thouars | COM-79329
cognac | Cognac | COM-16102
St Jean d'Angely | Saint-Jean-d'Angély | COM-17347
Saintes charente maritime | Saintes | COM-17415
libourn | Libourne | COM-33243
arcachon | Arcachon | COM-33009
la teste | La Teste-de-Buch | COM-33529
Mérigniac | Mérignac | COM-33281
talance | Talence | COM-33522
begle | Bègles | COM-33039
Marmande | Marmande | COM-47157
villeneuve sur lot | Villeneuve-sur-Lot | COM-47323
bergerac | Bergerac | COM-24037
sarlat | Sarlat-la-Canéda | COM-24520
hendaie | Hendaye | COM-64260
St jean pied de port | Saint-Jean-Pied-de-Port | COM-64485
oloron | Oloron-Sainte-Marie | COM-64422
Bagnere de bigorre | Bagnères-de-Bigorre | COM-65059
St Gaudens | Saint-Gaudens | COM-31483
colomier | Colomiers | COM-31149
Blagnac | Blagnac | COM-31069
montauban | Montauban | COM-82121
moissac | Moissac | COM-82112
decazeville aveyron | Decazeville | COM-12089
Villefranche de rouergue | Villefranche-de-Rouergue | COM-12300
mende lozere | Mende | COM-48095
florac | Florac Trois Rivières | COM-48061
Bagnol sur ceze | Bagnols-sur-Cèze | COM-30028
vauvert gard | Vauvert | COM-30341
lunel | Lunel | COM-34145
agde herault | Agde | COM-34003
castelnau le lez | Castelnau-le-Lez | COM-34057
castelnaudari | Castelnaudary | COM-11076
lezignan corbiere | Lézignan-Corbières | COM-11203
ceret | Céret | COM-66049
Argeles sur mer | Argelès-sur-Mer | COM-66008
martigue | Martigues | COM-13056
istre | Istres | COM-13047
Salon de provence | Salon-de-Provence | COM-13103
Vitrole | Vitrolles | COM-13117
marignanne | Marignane | COM-13054
la ciota | La Ciotat | COM-13028
aubagn | Aubagne | COM-13005
cavaillon | Cavaillon | COM-84035
carpentra | Carpentras | COM-84031
l'isle sur la sorgue | L'Isle-sur-la-Sorgue | COM-84054
isle sur sorgue | L'Isle-sur-la-Sorgue | COM-84054
manosk | Manosque | COM-04112
draguignant | Draguignan | COM-83050
hyere | Hyères | COM-83069
st raphael | Saint-Raphaël | COM-83118
Six fours | Six-Fours-les-Plages | COM-83129
grasse 06 | Grasse | COM-06069
cagnes s/mer | Cagnes-sur-Mer | COM-06027
Menton alpes maritimes | Menton | COM-06083
briancon | Briançon | COM-05023
embrun | Embrun | COM-05046
romans sur isere | Romans-sur-Isère | COM-26281
montelimard | Montélimar | COM-26198
Privas ardèche | Privas | COM-07186
aubenas | Aubenas | COM-07019
annonnay | Annonay | COM-07010
voiron | Voiron | COM-38563
Isle d'abeau | L'Isle-d'Abeau | COM-38193
vilefontaine | Villefontaine | COM-38553
cluses haute savoie | Cluses | COM-74081
sallanche | Sallanches | COM-74256
chamonix | Chamonix-Mont-Blanc | COM-74056
albertvile | Albertville | COM-73011
st jean de maurienne | Saint-Jean-de-Maurienne | COM-73248
oyonax | Oyonnax | COM-01283
Ferney voltaire | Ferney-Voltaire | COM-01160
bron rhone | Bron | COM-69029
vaux en velin | Vaulx-en-Velin | COM-69256
Tassin la 1/2 lune | Tassin-la-Demi-Lune | COM-69244
tarare | Tarare | COM-69243
riorge | Riorges | COM-42184
Firmini | Firminy | COM-42095
St chamond | Saint-Chamond | COM-42207
Yssingeaux | Yssingeaux | COM-43268
thier | Thiers | COM-63430
riom | Riom | COM-63300
vichi | Vichy | COM-03310
montluson | Montluçon | COM-03185
moulins allier | Moulins | COM-03190
nevers | Nevers | COM-58194
autin | Autun | COM-71014
beaune | Beaune | COM-21054
avallon | Avallon | COM-89025
pontarlié | Pontarlier | COM-25462
dole jura | Dole | COM-39198
lons le saunier | Lons-le-Saunier | COM-39300
vesoul | Vesoul | COM-70550
Hericourt haute saone | Héricourt | COM-70285
# around Paris
Ivry s/seine | Ivry-sur-Seine | COM-94041
kremlin bicetre | Le Kremlin-Bicêtre | COM-94043
villejuif | Villejuif | COM-94076
choisi le roi | Choisy-le-Roi | COM-94022
Nogent sur marne | Nogent-sur-Marne | COM-94052
bobini | Bobigny | COM-93008
Noisi le sec | Noisy-le-Sec | COM-93053
aulnay s/s bois | Aulnay-sous-Bois | COM-93005
Aulnay sous bois | Aulnay-sous-Bois | COM-93005
bondi | Bondy | COM-93010
le raincy | Le Raincy | COM-93062
la courneuve | La Courneuve | COM-93027
clichy 92 | Clichy | COM-92024
clichy la garenne | Clichy | COM-92024
clichi sous bois | Clichy-sous-Bois | COM-93014
Levalois perret | Levallois-Perret | COM-92044
Issy les moulineau | Issy-les-Moulineaux | COM-92040
plessis robinson | Le Plessis-Robinson | COM-92060
Chatillon 92 | Châtillon | COM-92020
Rueil malmaison | Rueil-Malmaison | COM-92063
puteau | Puteaux | COM-92062
St cloud | Saint-Cloud | COM-92064
poissi | Poissy | COM-78498
Mantes la jolie | Mantes-la-Jolie | COM-78361
sartrouvile | Sartrouville | COM-78586
montigny le bretonneux | Montigny-le-Bretonneux | COM-78423
Trappes yvelines | Trappes | COM-78621
chelle 77 | Chelles | COM-77108
fontainbleau | Fontainebleau | COM-77186
Savigny le temple | Savigny-le-Temple | COM-77445
torcy 77 | Torcy | COM-77468
palaiseaux | Palaiseau | COM-91477
viry chatillon | Viry-Châtillon | COM-91687
grigny 91 | Grigny | COM-91286
Ermont val d'oise | Ermont | COM-95219
gonesse | Gonesse | COM-95277
franconvile | Franconville | COM-95252
St Ouen l'aumone | Saint-Ouen-l'Aumône | COM-95572
# overseas, islands, and more intermunicipal bodies
les abymes | Les Abymes | COM-97101
baie mahault | Baie-Mahault | COM-97103
le lamentin martinique | Le Lamentin | COM-97213
lamentin guadeloupe | Lamentin | COM-97115
kourou | Kourou | COM-97304
matoury | Matoury | COM-97307
Saint andre reunion | Saint-André | COM-97409
St Leu | Saint-Leu | COM-97413
bora bora | Bora-Bora | COM-98714
bonifacio | Bonifacio | COM-2A041
Ajacio | Ajaccio | COM-2A004
bastia 2B | Bastia | COM-2B033
portovecchio | Porto-Vecchio | COM-2A247
corte haute corse | Corte | COM-2B096
ca du pays basque | CA du Pays Basque | EPCI-200067106
communauté pays basque | CA du Pays Basque | EPCI-200067106
cc pays de fayence | CC du Pays de Fayence | EPCI-200004802
val parisis | CA Val Parisis | EPCI-200058485
roissy pays de france | CA Roissy Pays de France | EPCI-200055655
grand angouleme | CA du Grand Angoulême | EPCI-200071827
la rochelle agglo | CA de La Rochelle | EPCI-241700434
Agglo de Pau | CA Pau Béarn Pyrénées | EPCI-200067254
Mulhouse agglo | CA Mulhouse Alsace Agglomération | EPCI-200066009
quimper bretagne occidentale | CA Quimper Bretagne Occidentale | EPCI-200068120
grand avignon | CA du Grand Avignon (COGA) | EPCI-248400251
versailles grand parc | CA Versailles Grand Parc (CAVGP) | EPCI-247800584
paris saclay | CA Communauté Paris-Saclay | EPCI-200056232
paris vallée de la marne | CA Paris - Vallée de la Marne | EPCI-200057958
toulouse metropole | Toulouse Métropole | EPCI-243100518
brest metropole | Brest Métropole | EPCI-242900314
Le havre seine metropole | CU Le Havre Seine Métropole | EPCI-200084952
vallee sud grand paris | Vallée Sud-Grand Paris | EPT-200057966
Grand orly seine bievre | Grand-Orly Seine Bièvre | EPT-200058014
# more départements and régions
dept de l'ain | Ain | DEP-01
aisne | Aisne | DEP-02
Tarn et garonne | Tarn-et-Garonne | DEP-82
seine et marne | Seine-et-Marne | DEP-77
essone | Essonne | DEP-91
departement 93 | Seine-Saint-Denis | DEP-93
yveline | Yvelines | DEP-78
Mayenne departement | Mayenne | DEP-53
conseil departemental du finistere | Finistère | DEP-29
hte garonne | Haute-Garonne | DEP-31
Hautes pyrenees | Hautes-Pyrénées | DEP-65
pyrenees orientales | Pyrénées-Orientales | DEP-66
terr. de belfort | Territoire de Belfort | DEP-90
alpes de haute provence | Alpes-de-Haute-Provence | DEP-04
bouche du rhone | Bouches-du-Rhône | DEP-13
reunion | La Réunion | REG-04
la reunion | La Réunion | REG-04
guadeloupe | Guadeloupe | REG-01
Pays-de-la-Loire | Pays de la Loire | REG-52
hauts de france | Hauts-de-France | REG-32
`;

export const MESSY_NAMES: readonly MessyName[] = NAMES.trim()
  .split(/^# /m)
  .filter(Boolean)
  .flatMap((group) => {
    const [about, ...lines] = group.trim().split('\n');
    return lines.map((line) => {
      const [typed, name, key] = line.split(' | ');
      return { about: about!, typed: typed!, name: name!, key: key! };
    });
  });
