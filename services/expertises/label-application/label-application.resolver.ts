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

const SEEN_BY = ['label-application:write', 'label-application:read'] as const;

@Resolver(() => LabelApplication)
export class LabelApplicationResolver {
  @Query(() => LabelApplication, {
    nullable: true,
    description: 'One label application; null when there is none that you may see (dossier de candidature).',
  })
  @RequiresScopes(...SEEN_BY)
  labelApplication(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.labelApplications.byId.load(requireId('LabelApplication', id));
  }

  @Query(() => LabelApplicationConnection, {
    description: 'The label applications that you may see, filtered and ordered (dossiers de candidature).',
  })
  @RequiresScopes(...SEEN_BY)
  @Paged()
  labelApplications(
    @Args(() => LabelApplicationsArgs) args: LabelApplicationsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.labelApplications.page(args);
  }

  @FieldResolver(() => Expertise, { description: 'The expertise for which a label is asked (expertise).' })
  expertise(@Root() application: LabelApplicationEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.expertises.byId.load(application.expertiseId);
  }

  @FieldResolver(() => Authority, { nullable: true, description: 'The authority that asks (collectivité).' })
  authority(@Root() application: LabelApplicationEntity) {
    return { id: application.authorityId };
  }

  @FieldResolver(() => CommitteeSession, {
    description: 'The session that decides, of one programme (comité).',
  })
  session(@Root() application: LabelApplicationEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.labels.session.load(application.sessionId);
  }

  @FieldResolver(() => Label, { nullable: true, description: 'The label that was granted (label).' })
  label(@Root() application: LabelApplicationEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.labels.byApplication.load(application.id);
  }

  @FieldResolver(() => [LabelApplicationTransition], {
    description: 'All its steps, the first one first (étapes).',
  })
  transitions(@Root() application: LabelApplicationEntity, @Ctx() { stores }: Context<Stores>) {
    return stores.labelApplications.transitions.load(application.id);
  }
}

@Resolver(() => Authority)
export class AuthorityLabelApplicationsResolver {
  @FieldResolver(() => LabelApplicationConnection, {
    nullable: true,
    description: 'Its label applications, as far as you may see them (dossiers de candidature).',
  })
  @RequiresScopes(...SEEN_BY)
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
    description: 'The label applications for it, as far as you may see them (dossiers de candidature).',
  })
  @RequiresScopes(...SEEN_BY)
  @Paged()
  applications(
    @Root() session: CommitteeSessionEntity,
    @Args(() => LabelApplicationsArgs) args: LabelApplicationsArgs,
    @Ctx() { stores }: Context<Stores>,
  ) {
    return stores.labelApplications.page(args, applicationsOfSession(session.id));
  }
}
