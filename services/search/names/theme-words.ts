/** Words of each theme, a paragraph for each. */
const WORDS = `
POL-GOV: impôts, impôts locaux, taxes, archives municipales, gouvernance, état civil, fiscalité locale,
cadastre, décentralisation, governance, civil registry, local taxes, land registry, decentralisation

POL-INST: formation des élus, formation des agents, renforcement de capacités, capacity building

POL-DEMO: démocratie locale, budget participatif, participation citoyenne, élections, participatory budget,
citizen participation

POL-SERVICES: services publics, éclairage public, marchés publics, public services, street lighting,
procurement

POL-RIGHTS: égalité, femmes, droits des femmes, droits humains, droits de l’homme, violences faites aux femmes,
women, gender, human rights, equality

POL-CRISIS: urgence, humanitaire, aide d’urgence, séisme, réfugiés, emergency, humanitarian aid, earthquake,
refugees, migrants, exilés, reconstruction, secours, migration, relief

POL-CROSSBORDER: transfrontalier, frontière, border

ENV-WATERWASTE: eau et ordures

ENV-WATER: robinet, hygiène, fontaine, hygiene, tap water, eau, eau potable, adduction d’eau, forage, puits,
assainissement, eaux usées, latrines, toilettes, hydraulique, station d’épuration, water, drinking water,
borehole, well, sanitation, sewage, wastewater, toilets, bornes fontaines, égouts, réseau d’eau, châteaux d’eau,
forages, water supply, sewers, wells

ENV-WASTE: déchets, ordures, ordures ménagères, poubelles, recyclage, compost, compostage, tri sélectif,
décharge, waste, rubbish, garbage, trash, recycling, landfill, tri des déchets, plastiques, sacs plastiques,
propreté, déchetterie, plastic, cleaning

ENV-ENERGY: panneaux solaires, solar panels, électricité, électrification, solaire, énergie solaire,
photovoltaïque, énergies renouvelables, éolien, biogaz, electricity, electrification, solar, solar power,
renewables, wind power, éclairage public, lampadaires, hydroélectricité, street lighting

ENV-BIODIV: biodiversité, nature, forêt, reforestation, parc naturel, zones humides, biodiversity, forest,
wetlands, nature park, reboisement, mangrove, déforestation, plantation d’arbres, trees, mangroves

ENV-CLIMATE: climat, changement climatique, réchauffement, sécheresse, climate change, climate, drought,
resilience, réchauffement climatique, global warming, gaz à effet de serre, carbone

ENV-RISK: inondations, cyclone, érosion, risques naturels, catastrophes, floods, flooding, coastal erosion,
disasters, tsunami, raz-de-marée, tempête, cyclones

ECO-AGRI: bétail, vaches, moutons, cattle, crops, agriculture, élevage, irrigation, maraîchage, développement
rural, pêche, farming, livestock, fishing, rural development, paysans, agriculteurs, semences, farmers,
peasants

ECO-AGRIFOOD: agroalimentaire, filières agricoles, café, cacao, transformation agricole, agri-food, food
processing, coffee, cocoa, fromage, vin, miel, cheese, wine

ECO-FOODSEC: alimentation, cantine, cantine scolaire, nutrition, faim, food, school meals, hunger, famine

ECO-ICT: numérique, informatique, internet, smart city, ville intelligente, données ouvertes, digital,
computers, open data, ordinateurs, logiciels, software

ECO-TOURISM: tourisme, écotourisme, tourism, ecotourism, hôtellerie, touristes, gîtes, hotels

ECO-ATTRACT: marché, marchés, commerce, market, trade, développement économique, emploi, entreprises,
entrepreneuriat, artisanat, microcrédit, économie sociale, jobs, business, entrepreneurship, crafts,
microcredit, economic development

ECO-URBAN: routes, pistes, ponts, bâtiments publics, urbanisme, logement, habitat, aménagement, bidonville,
espaces publics, voirie, town planning, urban planning, housing, slums, public space, roads

ECO-MOBILITY: transport, transports, bus, tramway, vélo, mobilité, transports en commun, transport public,
public transport, cycling, tram, mobility, routes, vélos, trains, roads, bicycles

CUL-EVENTS: musées, museums, artistes, danse, concerts, culture, musique, théâtre, festival, cinéma, musée,
bibliothèque, médiathèque, lecture publique, music, theatre, museum, library, arts

CUL-HERITAGE: patrimoine, monuments, archéologie, archives, centre historique, unesco, heritage, archaeology,
historic centre

CUL-FRANCOPHONIE: langue française, cours de français, french language, french lessons

EDU-BASIC: école, écoles, éducation, enseignement, alphabétisation, scolarisation, collège, lycée, school,
schools, education, literacy, teaching, maternelle, crèche, instituteurs, enseignants, cantines, kindergarten,
teachers

EDU-YOUTH: jeunes, jeunesse, échanges scolaires, service civique, volontariat, youth, young people, school
exchanges, volunteers

EDU-TRAINING: formation, apprentissage, métiers, training, apprenticeship, vocational, skills

EDU-HEALTH: santé, hôpital, hôpitaux, dispensaire, maternité, vaccination, soins, sida, paludisme, handicap,
health, hospital, clinic, maternity, vaccines, malaria, disability, covid, ambulance, médicaments, infirmiers,
ambulances, medicine, nurses

EDU-SPORT: football, stade, équipements sportifs, stadium, sports, judo, jeux olympiques, basket, athlétisme,
olympics

EDU-SOCIAL: enfance, orphelins, migrants, migrations, children, orphans, migration, social, pauvreté, inclusion,
personnes âgées, action sociale, poverty, social work, elderly, handicap, personnes handicapées, sans-abri,
disability

EDU-RESEARCH: université, recherche, innovation, étudiants, university, research, students, laboratoire,
chercheurs, doctorants, laboratory, researchers

EDU-GCE: solidarité internationale, citoyenneté mondiale, éducation à la citoyenneté, global citizenship, odd,
sdg
`;

/** Everyday words for a theme, in French and English, by its code: people type them rather than the name of the theme. */
export const THEME_WORDS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  WORDS.trim()
    .split('\n\n')
    .map((paragraph) => {
      const [code, words] = paragraph.split(/:\s+/) as [string, string];
      return [code, words.replaceAll(/\s+/g, ' ').split(', ')];
    }),
);
