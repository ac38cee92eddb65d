import { explainedConnectionOf } from '#vocabulary';
import { versionField } from '#kernel/errors';
import {
  LabelField,
  LabelLanguageField,
  Node,
  Provenance,
  ProvenanceField,
  SourceConflict,
} from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { DateScalar } from '#kernel/values';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum CallForProjectsKind {
  GENERAL = 'GENERAL',
  TURNKEY = 'TURNKEY',
  THEMATIC = 'THEMATIC',
  JOINT_GEOGRAPHIC = 'JOINT_GEOGRAPHIC',
  LABEL_SESSION = 'LABEL_SESSION',
}
registerEnumType(CallForProjectsKind, {
  name: 'CallForProjectsKind',
  description: 'What kind of call it is.',
  valuesConfig: {
    GENERAL: { description: 'Open to any theme and country (appel généraliste).' },
    TURNKEY: { description: 'Ready-made projects that groups of authorities carry (« Clés en main »).' },
    THEMATIC: { description: 'For one theme (appel thématique).' },
    JOINT_GEOGRAPHIC: {
      description: 'A joint fund with another country (fonds conjoint, appel géographique).',
    },
    LABEL_SESSION: { description: 'Call for label files (session de labellisation).' },
  },
});

@ObjectType('CallForProjects', {
  description:
    'A call under which the foreign ministry cofinances projects of local authorities (appel à projets).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class CallForProjects extends Node {
  @Field(() => ID, { description: 'Its code in this graph, such as `AAP-GEN-2024-2026`.' })
  code!: string;
  @LabelField('name', 'Its name (intitulé).')
  name!: string;
  @LabelLanguageField('name')
  language!: string;
  @Field(() => CallForProjectsKind, { description: 'What kind of call it is (type d’appel).' })
  kind!: CallForProjectsKind;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which files are received (ouverture); null when no source gives it.',
  })
  opensOn!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last valid day, in Europe/Paris (clôture); null when no source gives it.',
  })
  closesOn!: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of the results or of the committee (résultats), where it is known.',
  })
  resultsOn!: string | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Highest share that the ministry pays in least developed countries, in percent (taux de cofinancement, PMA); null when not published.',
  })
  maxCofinancingLeastDevelopedPercent!: number | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Highest share that the ministry pays in other countries, in percent (taux de cofinancement); null when not published.',
  })
  maxCofinancingOtherPercent!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'How many French authorities must apply together, at least; null when not published.',
  })
  minimumFrenchAuthorities!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Shortest duration of a project, in months (durée minimale); null when not published.',
  })
  minimumMonths!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Longest duration of a project, in months (durée maximale); null when not published.',
  })
  maximumMonths!: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'Who may apply, in English (porteurs éligibles); null when the source does not limit it.',
  })
  applicants!: string | null;
  @Field(() => Int, {
    nullable: true,
    description: 'How many applied (candidatures); null when not published.',
  })
  applications!: number | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'How many were retained (lauréats), also those that are not known by name; null when not published.',
  })
  laureatesCount!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'What the ministry granted in all, in euros (subvention); null when not published.',
  })
  grantEur!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'What the projects cost in all, in euros (budget total); null when not published.',
  })
  totalBudgetEur!: number | null;
  @versionField()
  version!: number;
  @Field(() => [SourceConflict], {
    description: 'Facts on which sources differ (divergences entre sources).',
  })
  conflicts!: SourceConflict[];
  @Field(() => String, { nullable: true, description: 'A remark on what the source says, in English.' })
  note!: string | null;
  @ProvenanceField()
  provenance!: Provenance;
}

@ObjectType('Campaign', {
  description:
    'The calls of one year taken together, with applications and laureates (campagne d’appels à projets).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class Campaign extends Node {
  @Field(() => ID, { description: 'Its code in this graph, such as `CAMPAIGN-2024`.' })
  code!: string;
  @Field(() => Int, { description: 'Its year (année).' })
  year!: number;
  @LabelField('name', 'Its name (intitulé).')
  name!: string;
  @LabelLanguageField('name')
  language!: string;
  @Field(() => Int, {
    nullable: true,
    description: 'How many calls it had (nombre d’appels); null when not published.',
  })
  callsCount!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'How many applied (candidatures); null when not published.',
  })
  applications!: number | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'How many were retained (lauréats), also those that are not known by name; null when not published.',
  })
  laureatesCount!: number | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of the decision (date de décision), where it is known.',
  })
  decisionOn!: string | null;
  @Field(() => [SourceConflict], {
    description: 'Facts on which sources differ (divergences entre sources).',
  })
  conflicts!: SourceConflict[];
  @Field(() => String, { nullable: true, description: 'A remark on what the source says, in English.' })
  note!: string | null;
  @ProvenanceField()
  provenance!: Provenance;
}

export const CallForProjectsConnection = explainedConnectionOf(
  CallForProjects,
  'CallForProjects',
  'calls for projects (appels à projets)',
);
export const CampaignConnection = connectionOf(
  Campaign,
  'Campaign',
  'campaigns (campagnes d’appels à projets)',
);
