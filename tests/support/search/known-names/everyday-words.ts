// What people call a theme when they do not know its name, in French and English: written by hand, without a look at the words
// that the graph has. `words | themes that are right, each with those above it`.
export const EVERYDAY_WORDS = `
puits | ENV-WATER
adduction d'eau | ENV-WATER
bornes fontaines | ENV-WATER
toilettes | ENV-WATER
égouts | ENV-WATER
eaux usées | ENV-WATER
sanitation | ENV-WATER
boreholes | ENV-WATER
wells | ENV-WATER
hydraulique | ENV-WATER
décharge | ENV-WASTE
tri des déchets | ENV-WASTE
compost | ENV-WASTE
plastiques | ENV-WASTE
recycling | ENV-WASTE
trash | ENV-WASTE
panneaux solaires | ENV-ENERGY
éclairage public | ENV-ENERGY
électrification | ENV-ENERGY
énergies renouvelables | ENV-ENERGY
solar power | ENV-ENERGY
reboisement | ENV-BIODIV
mangrove | ENV-BIODIV ENV-RISK
parcs naturels | ENV-BIODIV CUL-HERITAGE
forests | ENV-BIODIV
réchauffement | ENV-CLIMATE
sécheresse | ENV-CLIMATE ENV-RISK
global warming | ENV-CLIMATE
érosion côtière | ENV-RISK
tsunami | ENV-RISK
floods | ENV-RISK
maraîchage | ECO-AGRI ECO-AGRIFOOD
paysans | ECO-AGRI ECO-AGRIFOOD
farming | ECO-AGRI ECO-AGRIFOOD
irrigation | ECO-AGRI ECO-AGRIFOOD ENV-WATER
café | ECO-AGRIFOOD ECO-AGRI
fromage | ECO-AGRIFOOD ECO-AGRI
famine | ECO-FOODSEC
malnutrition | ECO-FOODSEC EDU-HEALTH
nutrition | ECO-FOODSEC EDU-HEALTH
informatique | ECO-ICT
digital | ECO-ICT
ordinateurs | ECO-ICT
tourism | ECO-TOURISM
écotourisme | ECO-TOURISM
hôtellerie | ECO-TOURISM
entreprises | ECO-ATTRACT
marché couvert | ECO-ATTRACT
microcrédit | ECO-ATTRACT EDU-SOCIAL
commerce | ECO-ATTRACT
économie sociale et solidaire | ECO-ATTRACT
jobs | ECO-ATTRACT
bidonvilles | ECO-URBAN
housing | ECO-URBAN
voirie | ECO-URBAN ECO-MOBILITY
bus | ECO-MOBILITY
vélo | ECO-MOBILITY
tramway | ECO-MOBILITY
routes | ECO-MOBILITY
cinéma | CUL-EVENTS
théâtre | CUL-EVENTS
festival | CUL-EVENTS
musée | CUL-EVENTS CUL-HERITAGE
library | CUL-EVENTS
monuments | CUL-HERITAGE
museums | CUL-HERITAGE CUL-EVENTS
cours de français | CUL-FRANCOPHONIE
francophonie | CUL-FRANCOPHONIE
écoles primaires | EDU-BASIC
maternelle | EDU-BASIC
collège | EDU-BASIC
schools | EDU-BASIC
literacy | EDU-BASIC
service civique | EDU-YOUTH
chantier de jeunes | EDU-YOUTH
volontaires | EDU-YOUTH
échanges scolaires | EDU-YOUTH EDU-BASIC
youth exchange | EDU-YOUTH
lycée professionnel | EDU-TRAINING
formation des agents | EDU-TRAINING POL-GOV POL-INST
skills | EDU-TRAINING
dispensaire | EDU-HEALTH
maternité | EDU-HEALTH
sida | EDU-HEALTH
covid | EDU-HEALTH
paludisme | EDU-HEALTH
hospitals | EDU-HEALTH
ambulance | EDU-HEALTH
handicap | EDU-SOCIAL
personnes âgées | EDU-SOCIAL
enfants des rues | EDU-SOCIAL
judo | EDU-SPORT
jeux olympiques | EDU-SPORT
étudiants | EDU-RESEARCH
laboratoire | EDU-RESEARCH
innovation | EDU-RESEARCH
décentralisation | POL-GOV POL-DEMO POL-INST
impôts locaux | POL-GOV POL-SERVICES POL-INST
élections | POL-DEMO
participation citoyenne | POL-DEMO
services publics | POL-SERVICES
égalité hommes femmes | POL-RIGHTS
violences faites aux femmes | POL-RIGHTS
human rights | POL-RIGHTS
migrants | POL-CRISIS
aide d'urgence | POL-CRISIS
séisme | POL-CRISIS ENV-RISK
earthquake | POL-CRISIS ENV-RISK
frontière | POL-CROSSBORDER
`;
