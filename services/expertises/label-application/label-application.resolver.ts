import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { Paged } from '#kernel/lists';
import { requireId } from '#kernel/values';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { CommitteeSessionEntity } from '../committee-session/committee-session.entity.js';
import { Expertise } from '../expertise/expertise.type.js';
import type { LabelApplicationEntity } from './label-application.entity.js';
import { LabelApplicationsArgs } from './label-application.input.js';
import { applicationsOfAuthority, applicationsOfSession } from './label-application.store.js';
import {
  LabelApplication,
  LabelApplicationConnection,
  LabelApplicationTransition,
} from './label-application.type.js';
import { CommitteeSession, Label } from '../label/label.type.js';
import { Authority } from '../references/authority.type.js';
import type { Stores } from '../stores.js';

const READ_SCOPES = ['label-application:write', 'label-application:read'] as const;

@Resolver(() => LabelApplication)
export class LabelApplicationResolver {
  @Query(() => LabelApplication, {
    nullable: true,
    description:
      'One label application; null when there is none or it is not visible to you (dossier de candidature).',
  })
  @RequiresScopes(...READ_SCOPES)
  labelApplication(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.labelApplications.byId.load(requireId('LabelApplication', id));
  }

  @Query(() => LabelApplicationConnection, {
    description: 'Label applications visible to you, filtered and ordered (dossiers de candidature).',
  })
  @RequiresScopes(...READ_SCOPES)
  @Paged()
  labelApplications(
    @Args(() => LabelApplicationsArgs) args: LabelApplicationsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.labelApplications.page(args);
  }

  @FieldResolver(() => Expertise, { description: 'The expertise to be labelled (expertise).' })
  expertise(@Root() application: LabelApplicationEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.expertises.byId.load(application.expertiseId);
  }

  @FieldResolver(() => Authority, { nullable: true, description: 'The applying authority (collectivité).' })
  authority(@Root() application: LabelApplicationEntity) {
    return { id: application.authorityId };
  }

  @FieldResolver(() => CommitteeSession, {
    description: 'The session that decides, which is of one programme (comité).',
  })
  session(@Root() application: LabelApplicationEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.labels.session.load(application.sessionId);
  }

  @FieldResolver(() => Label, { nullable: true, description: 'The label that was granted (label).' })
  label(@Root() application: LabelApplicationEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.labels.byApplication.load(application.id);
  }

  @FieldResolver(() => [LabelApplicationTransition], {
    description: 'Its steps, in order (étapes).',
  })
  transitions(@Root() application: LabelApplicationEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.labelApplications.transitions.load(application.id);
  }
}

@Resolver(() => Authority)
export class AuthorityLabelApplicationsResolver {
  @FieldResolver(() => LabelApplicationConnection, {
    nullable: true,
    description: 'Its label applications that are visible to you (dossiers de candidature).',
  })
  @RequiresScopes(...READ_SCOPES)
  @Paged()
  labelApplications(
    @Root() authority: Authority,
    @Args(() => LabelApplicationsArgs) args: LabelApplicationsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.labelApplications.page(args, applicationsOfAuthority(authority.id));
  }
}

@Resolver(() => CommitteeSession)
export class SessionLabelApplicationsResolver {
  @FieldResolver(() => LabelApplicationConnection, {
    description: 'Its label applications that are visible to you (dossiers de candidature).',
  })
  @RequiresScopes(...READ_SCOPES)
  @Paged()
  applications(
    @Root() session: CommitteeSessionEntity,
    @Args(() => LabelApplicationsArgs) args: LabelApplicationsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.labelApplications.page(args, applicationsOfSession(session.id));
  }
}
