import { ABSENCE_COST, ABSENCE_DESCRIPTION, Absence } from '#vocabulary';
import type { Context } from '#kernel/context';
import { badUserInput, expected } from '#kernel/errors';
import { Paged } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { labelAbsence, type Filtered } from '../absence.js';
import { Expertise } from '../expertise/expertise.type.js';
import type {
  CommitteeSessionEntity,
  LabelProgrammeEntity,
} from '../committee-session/committee-session.entity.js';
import type { LabelEntity } from './label.entity.js';
import { CommitteeSessionsArgs, LabelProgrammesArgs, LabelsArgs, type LabelFilter } from './label.input.js';
import {
  labelsOfAuthority,
  labelsOfExpertise,
  labelsOfProgramme,
  labelsOfSession,
  sessionsOf,
} from './label.store.js';
import {
  CommitteeSession,
  CommitteeSessionConnection,
  Label,
  LabelConnection,
  LabelProgramme,
  LabelProgrammeConnection,
} from './label.type.js';
import { Authority } from '../references/authority.type.js';
import type { Stores } from '../stores.js';

@Resolver(() => Label)
export class LabelResolver {
  @Query(() => Label, { nullable: true, description: 'One label; null when there is none.' })
  label(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() { stores }: Context<Stores>) {
    return stores.labels.byId.load(requireId('Label', id));
  }

  @Query(() => LabelConnection, {
    description:
      'Labels, filtered and ordered. No public source names a holder with its expertise, so the shipped data has none.',
  })
  @Paged()
  labels(@Args(() => LabelsArgs) args: LabelsArgs, @Ctx() { stores }: Context<Stores>) {
    return stores.labels.page(args);
  }

  @FieldResolver(() => Expertise, { description: 'The labelled expertise (expertise).' })
  expertise(@Root() label: LabelEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.expertises.byId.load(label.expertiseId);
  }

  @FieldResolver(() => Authority, { nullable: true, description: 'The authority that holds it.' })
  authority(@Root() label: LabelEntity) {
    return { id: label.authorityId };
  }

  @FieldResolver(() => Authority, {
    nullable: true,
    description: 'Holder before the last transfer (ancienne titulaire); null when it was never transferred.',
  })
  transferredFrom(@Root() label: LabelEntity) {
    return label.transferredFromId === null ? null : { id: label.transferredFromId };
  }

  @FieldResolver(() => LabelProgramme, { description: 'The programme under which it was awarded.' })
  programme(@Root() label: LabelEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.labels.programme.load(label.programmeCode);
  }

  @FieldResolver(() => CommitteeSession, {
    nullable: true,
    description: 'The session that decided; null when it is not known.',
  })
  session(@Root() label: LabelEntity, @Ctx() { stores }: Context<Stores>) {
    return label.sessionId === null ? null : stores.labels.session.load(label.sessionId);
  }
}

@Resolver(() => LabelProgramme)
export class LabelProgrammeResolver {
  @Query(() => LabelProgramme, {
    nullable: true,
    description: 'One label programme, by its code or its id; null when there is none.',
  })
  labelProgramme(
    @Ctx() { stores }: Context<Stores>,
    @Arg('code', () => ID, { nullable: true, description: 'Its code, such as `EXPE_CT`.' })
    code?: string | null,
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id?: string | null,
  ) {
    if ((code == null) === (id == null))
      throw badUserInput({ argument: 'code', expected: expected('EXACTLY_ONE', { names: 'code, id' }) });
    return code != null
      ? stores.labels.programme.load(code)
      : stores.labels.programmeById.load(requireId('LabelProgramme', id!));
  }

  @Query(() => LabelProgrammeConnection, {
    description: 'Label programmes, filtered and ordered (programmes de labellisation).',
  })
  @Paged()
  labelProgrammes(
    @Args(() => LabelProgrammesArgs) args: LabelProgrammesArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.labels.programmePage(args);
  }

  @FieldResolver(() => LabelProgramme, { nullable: true, description: 'The programme that followed it.' })
  successor(@Root() programme: LabelProgrammeEntity, @Ctx() { stores }: Context<Stores>) {
    return programme.successorCode === null ? null : stores.labels.programme.load(programme.successorCode);
  }

  @FieldResolver(() => LabelProgramme, { nullable: true, description: 'The programme that it followed.' })
  predecessor(@Root() programme: LabelProgrammeEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.labels.predecessor.load(programme.code);
  }

  @FieldResolver(() => LabelConnection, { description: 'Labels awarded under it.' })
  @Paged()
  labels(
    @Root() programme: LabelProgrammeEntity,
    @Args(() => LabelsArgs) args: LabelsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.labels.page(args, labelsOfProgramme(programme.code));
  }

  @FieldResolver(() => CommitteeSessionConnection, { description: 'Sessions of its committee.' })
  @Paged()
  sessions(
    @Root() programme: LabelProgrammeEntity,
    @Args(() => CommitteeSessionsArgs) args: CommitteeSessionsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.labels.sessionPage(args, sessionsOf(programme.code));
  }
}

@Resolver(() => CommitteeSession)
export class CommitteeSessionResolver {
  @Query(() => CommitteeSession, {
    nullable: true,
    description: 'One committee session; null when there is none.',
  })
  committeeSession(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.labels.session.load(requireId('CommitteeSession', id));
  }

  @Query(() => CommitteeSessionConnection, {
    description: 'Committee sessions, filtered and ordered (comités de sélection).',
  })
  @Paged()
  committeeSessions(
    @Args(() => CommitteeSessionsArgs) args: CommitteeSessionsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.labels.sessionPage(args);
  }

  @FieldResolver(() => LabelProgramme, { description: 'The programme of the session (programme).' })
  programme(@Root() session: CommitteeSessionEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.labels.programme.load(session.programmeCode);
  }

  @FieldResolver(() => LabelConnection, { description: 'Labels that it decided on.' })
  @Paged()
  labels(
    @Root() session: CommitteeSessionEntity,
    @Args(() => LabelsArgs) args: LabelsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.labels.page(args, labelsOfSession(session.id));
  }
}

@Resolver(() => LabelConnection)
export class LabelAbsenceResolver {
  @Directive(ABSENCE_COST)
  @FieldResolver(() => Absence, {
    nullable: true,
    description: ABSENCE_DESCRIPTION,
  })
  absence(@Root() page: Filtered<LabelFilter>, @Ctx() { stores }: Context<Stores>) {
    return labelAbsence(page, stores);
  }
}

@Resolver(() => Authority)
export class AuthorityLabelsResolver {
  @FieldResolver(() => LabelConnection, { nullable: true, description: 'Labels that it holds or held.' })
  @Paged()
  labels(
    @Root() authority: Authority,
    @Args(() => LabelsArgs) args: LabelsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.labels.page(args, labelsOfAuthority(authority.id));
  }
}

@Resolver(() => Expertise)
export class ExpertiseLabelsResolver {
  @FieldResolver(() => LabelConnection, { description: 'Its labels, current and past (labels).' })
  @Paged()
  labels(
    @Root() expertise: Expertise,
    @Args(() => LabelsArgs) args: LabelsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.labels.page(args, labelsOfExpertise(expertise.id));
  }
}
