import { dayInParis } from '#vocabulary';
import type { Actor, DemoGraph, Entity } from './demo-graph.js';

// Scenario of the demonstration. All of its data is invented and marked so: titles end with "(exemple)", and the database
// marks each row as illustrative.

const FRENCH = {
  lyon: '200046977',
  strasbourg: '246700488',
  nantes: '244400404',
  bordeaux: '243300316',
  grenoble: '200040715',
} as const;
type French = keyof typeof FRENCH;

interface DeclaredExpertise {
  by: French;
  themeCode: string;
  titleFr: string;
  titleEn: string;
  languages: string[];
  mobilisationModes: string[];
  countriesOfExperience: string[];
}

const expertises = {
  water: {
    by: 'lyon',
    themeCode: 'ENV-WATER',
    titleFr: 'Régies publiques de l’eau (exemple)',
    titleEn: 'Public water utilities (example)',
    languages: ['fr', 'en'],
    mobilisationModes: ['SHORT_MISSION', 'REMOTE'],
    countriesOfExperience: ['BJ', 'MG'],
  },
  sanitation: {
    by: 'nantes',
    themeCode: 'ENV-WATER',
    titleFr: 'Assainissement des quartiers denses (exemple)',
    titleEn: 'Sanitation of dense quarters (example)',
    languages: ['fr', 'pt'],
    mobilisationModes: ['SHORT_MISSION', 'HOSTING'],
    countriesOfExperience: ['BJ'],
  },
  sorting: {
    by: 'strasbourg',
    themeCode: 'ENV-WASTE',
    titleFr: 'Tri à la source et compostage (exemple)',
    titleEn: 'Sorting at source and composting (example)',
    languages: ['fr', 'en', 'de'],
    mobilisationModes: ['SHORT_MISSION', 'LONG_MISSION'],
    countriesOfExperience: ['MA'],
  },
  landfill: {
    by: 'nantes',
    themeCode: 'ENV-WASTE',
    titleFr: 'Réhabilitation de décharges (exemple)',
    titleEn: 'Restoring landfills (example)',
    languages: ['fr'],
    mobilisationModes: ['REMOTE'],
    countriesOfExperience: ['BJ'],
  },
  training: {
    by: 'bordeaux',
    themeCode: 'EDU-TRAINING',
    titleFr: 'Centres de formation professionnelle (exemple)',
    titleEn: 'Vocational training centres (example)',
    languages: ['fr', 'en'],
    mobilisationModes: ['SHORT_MISSION', 'HOSTING'],
    countriesOfExperience: ['RW'],
  },
  apprenticeship: {
    by: 'grenoble',
    themeCode: 'EDU-TRAINING',
    titleFr: 'Apprentissage dans les métiers de l’eau (exemple)',
    titleEn: 'Apprenticeships in water trades (example)',
    languages: ['en'],
    mobilisationModes: ['REMOTE'],
    countriesOfExperience: ['BF'],
  },
} satisfies Record<string, DeclaredExpertise>;
type Declared = Record<keyof typeof expertises, Entity>;

const PARTS = {
  competences: 'Une équipe de trois agents et deux élus (exemple).',
  evidence: 'Deux projets menés depuis 2019 (exemple).',
  mobilisationTerms: 'Missions de cinq jours, frais partagés (exemple).',
};

/** Date in France, so many days from today. */
const day = (days: number): string => dayInParis(new Date(Date.now() + days * 86_400_000));

/** Plays the scenario. Each mutation has a fixed clientMutationId, so that a second run repeats nothing. */
export async function playScenario(graph: DemoGraph, report: (line: string) => void): Promise<void> {
  const authorities = await frenchAuthorities(graph);
  const editors = Object.fromEntries(
    await Promise.all(
      Object.entries(authorities).map(async ([name, id]) => [
        name,
        await graph.actor('AUTHORITY_EDITOR', id),
      ]),
    ),
  ) as Record<French, Actor>;
  const declared = await declareExpertises(authorities, editors);
  report(`Demonstration: ${Object.keys(declared).length} expertises declared`);
  await labelExpertises(await graph.actor('REVIEWER'), editors, declared);
  report('Demonstration: one committee session, two labels granted, one application refused, one pending');
  await seekPartners(graph, authorities, editors);
  report('Demonstration: two requests for cooperation, one of them matched');
}

async function frenchAuthorities(graph: DemoGraph): Promise<Record<French, string>> {
  const fields = Object.entries(FRENCH).map(
    ([name, siren]) => `${name}: authority(siren: "${siren}") { id }`,
  );
  const found = await graph.query(`{ ${fields.join(' ')} }`);
  return Object.fromEntries(
    Object.entries(found).map(([name, authority]) => [name, (authority as { id: string }).id]),
  ) as Record<French, string>;
}

async function declareExpertises(
  authorities: Record<French, string>,
  editors: Record<French, Actor>,
): Promise<Declared> {
  const declared: Record<string, Entity> = {};
  for (const [name, { by, ...expertise }] of Object.entries(expertises))
    declared[name] = await editors[by].mutate(
      'expertiseDeclare',
      { ...expertise, authorityId: authorities[by], clientMutationId: `demo ${name}` },
      'expertise',
    );
  return declared as Declared;
}

/** Opens a session whose committee sits on the last day of submissions, submits applications and decides on them. */
async function labelExpertises(
  reviewer: Actor,
  editors: Record<French, Actor>,
  declared: Declared,
): Promise<void> {
  const session = await reviewer.mutate(
    'committeeSessionOpen',
    {
      programmeCode: 'EXPE_CT',
      announcedOn: day(-30),
      submissionsBefore: day(1),
      heldOn: day(0),
      note: 'Illustrative: it never sat.',
      clientMutationId: 'demo session',
    },
    'committeeSession',
  );
  const submitted: Record<string, Entity> = {};
  for (const name of ['sorting', 'water', 'landfill', 'training'] as const) {
    const editor = editors[expertises[name].by];
    const draft = await editor.mutate(
      'labelApplicationDraft',
      {
        expertiseId: declared[name].id,
        sessionId: session.id,
        ...PARTS,
        clientMutationId: `demo draft ${name}`,
      },
      'labelApplication',
    );
    submitted[name] = await editor.mutate(
      'labelApplicationSubmit',
      { id: draft.id, version: 1, clientMutationId: `demo submit ${name}` },
      'labelApplication',
    );
  }
  const decisions = {
    sorting: { decision: 'ACCEPT', validUntil: day(3 * 365) },
    water: { decision: 'ACCEPT' },
    landfill: { decision: 'REFUSE', reasons: 'Preuves insuffisantes (exemple).' },
  };
  for (const [name, decision] of Object.entries(decisions)) {
    const { id } = submitted[name]!;
    await reviewer.mutate(
      'labelApplicationReview',
      { id, version: 2, clientMutationId: `demo review ${name}` },
      'labelApplication',
    );
    await reviewer.mutate(
      'labelApplicationDecide',
      { id, version: 3, ...decision, clientMutationId: `demo decide ${name}` },
      'labelApplication',
    );
  }
}

async function seekPartners(
  graph: DemoGraph,
  authorities: Record<French, string>,
  editors: Record<French, Actor>,
): Promise<void> {
  const { huye, djougou } = (await graph.query(
    `{ huye: foreignAuthorities(first: 1, filter: { text: "Huye" }) { nodes { id } }
       djougou: foreignAuthorities(first: 1, filter: { text: "Djougou" }) { nodes { id } } }`,
  )) as Record<'huye' | 'djougou', { nodes: { id: string }[] }>;
  const [huyeId, djougouId] = [huye.nodes[0]!.id, djougou.nodes[0]!.id];
  const district = await graph.actor('FOREIGN_AUTHORITY', huyeId);
  const commune = await graph.actor('FOREIGN_AUTHORITY', djougouId);
  const training = await district.mutate(
    'cooperationRequestPublish',
    {
      foreignAuthorityId: huyeId,
      themeCodes: ['EDU-TRAINING'],
      needEn: 'Trainers for our vocational school (example).',
      needFr: 'Des formateurs pour notre école professionnelle (exemple).',
      languages: ['en', 'fr'],
      urgencyLevel: 'SOON',
      expiresOn: day(60),
      contact: 'cooperation@huye.example',
      clientMutationId: 'demo huye',
    },
    'cooperationRequest',
  );
  await editors.bordeaux.mutate(
    'interestExpress',
    {
      requestId: training.id,
      authorityId: authorities.bordeaux,
      message: 'We can send two trainers in spring (example).',
      contact: 'international@bordeaux.example',
      clientMutationId: 'demo interest huye',
    },
    'expressionOfInterest',
  );
  const waste = await commune.mutate(
    'cooperationRequestPublish',
    {
      foreignAuthorityId: djougouId,
      themeCodes: ['ENV-WASTE', 'ENV-WATER'],
      needFr: 'Organiser la collecte des déchets du marché (exemple).',
      languages: ['fr'],
      urgencyLevel: 'IMMEDIATE',
      expiresOn: day(5),
      contact: 'mairie@djougou.example',
      clientMutationId: 'demo djougou',
    },
    'cooperationRequest',
  );
  const interest = await editors.nantes.mutate(
    'interestExpress',
    {
      requestId: waste.id,
      authorityId: authorities.nantes,
      message: 'Une mission de cinq jours est possible (exemple).',
      contact: 'international@nantes.example',
      clientMutationId: 'demo interest djougou',
    },
    'expressionOfInterest',
  );
  await commune.mutate(
    'interestAccept',
    { id: interest.id, version: 1, answer: 'Merci (exemple).', clientMutationId: 'demo accept djougou' },
    'expressionOfInterest',
  );
}
