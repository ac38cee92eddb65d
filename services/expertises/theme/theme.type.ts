import { LabelField, LabelLanguageField, Node, Provenance, ProvenanceField } from '#kernel/graphql';
import { connectionOf } from '#kernel/lists';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum DacSectorStatus {
  ACTIVE = 'ACTIVE',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(DacSectorStatus, {
  name: 'DacSectorStatus',
  description: 'Whether a purpose code is in use.',
  valuesConfig: {
    ACTIVE: { description: 'In use (actif).' },
    WITHDRAWN: { description: 'No longer used for new projects (retiré).' },
  },
});

@ObjectType('DacSector', {
  description:
    'A purpose code of the OECD Development Assistance Committee: five digits that classify aid projects (code-objet du CAD).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class DacSector extends Node {
  @Field(() => ID, { description: 'Five digits, such as `14020`.' })
  code!: string;
  @LabelField('name', 'What the code stands for (libellé).')
  name!: string;
  @LabelLanguageField('name')
  language!: string;
  @Field(() => DacSectorStatus, { description: 'Whether the code is in use.' })
  status!: DacSectorStatus;
  @ProvenanceField()
  provenance!: Provenance;
}

@ObjectType('SustainableDevelopmentGoal', {
  description:
    'One of the seventeen goals of the United Nations for 2030 (objectif de développement durable, ODD).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class SustainableDevelopmentGoal extends Node {
  @Field(() => Int, { description: 'Its number, from 1 to 17.' })
  code!: number;
  @LabelField('name', 'Its title (intitulé).')
  name!: string;
  @LabelLanguageField('name')
  language!: string;
  @ProvenanceField()
  provenance!: Provenance;
}

@ObjectType('Theme', {
  description: 'A subject of cooperation, in a tree of at most three levels (thématique).',
  implements: Node,
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
export class Theme extends Node {
  @Field(() => ID, { description: 'Its code, such as `ENV-WATER`.' })
  code!: string;
  @LabelField('name', 'Its name (intitulé).')
  name!: string;
  @LabelLanguageField('name')
  language!: string;
  @Field(() => Int, { description: 'Depth in the tree: 1 for the five heads, 3 at most.' })
  level!: number;
  @Field(() => [ID], {
    description: 'Codes of this theme and of all below it, which a condition on the theme includes.',
  })
  subtreeCodes!: string[];
  @Field(() => String, {
    nullable: true,
    description: 'How the mapping to DAC codes and goals was made; null where there is none.',
  })
  mappingNote!: string | null;
  @ProvenanceField()
  provenance!: Provenance;
}

export const ThemeConnection = connectionOf(Theme, 'Theme', 'themes (thématiques)');
export const DacSectorConnection = connectionOf(
  DacSector,
  'DacSector',
  'DAC purpose codes (codes-objet du CAD)',
);
export const SustainableDevelopmentGoalConnection = connectionOf(
  SustainableDevelopmentGoal,
  'SustainableDevelopmentGoal',
  'Sustainable Development Goals (objectifs de développement durable)',
);
