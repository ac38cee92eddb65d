import { Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';

// Enums of the expertises subgraph, which owns them: the values must be the same.

export enum ExpertiseBasis {
  LABELLED = 'LABELLED',
  DECLARED = 'DECLARED',
  EVIDENCED = 'EVIDENCED',
}
registerEnumType(ExpertiseBasis, {
  name: 'ExpertiseBasis',
  description: 'What an expertise rests on.',
  valuesConfig: {
    LABELLED: { description: 'A label that is valid today stands behind it (labellisée).' },
    DECLARED: { description: 'The authority says so (déclarée).' },
    EVIDENCED: {
      description: 'Partnerships with that theme show it; they are linked (attestée par des partenariats).',
    },
  },
});

export enum LabelStatus {
  UPCOMING = 'UPCOMING',
  ACTIVE = 'ACTIVE',
  EXPIRED = 'EXPIRED',
  REVOKED = 'REVOKED',
}
registerEnumType(LabelStatus, {
  name: 'LabelStatus',
  description: 'Whether a label is valid today, computed from its dates (statut du label).',
  valuesConfig: {
    UPCOMING: { description: 'Awarded, not yet valid (à venir).' },
    ACTIVE: { description: 'Valid today (en vigueur).' },
    EXPIRED: { description: 'No longer valid (expiré).' },
    REVOKED: { description: 'Taken back before its end (retiré).' },
  },
});

@ObjectType('Expertise', {
  description: 'The know-how of an authority in a theme (expertise).',
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
export class Expertise {
  @Field(() => ID, { description: 'Opaque and stable; `node(id)` finds the object again.' })
  id!: string;
}
