import { RequiresScopes } from '#kernel/auth';
import type { Context } from '#kernel/context';
import { requireId } from '#kernel/values';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { SCOPE } from '../import/import.scope.js';
import { OVERSEES } from '../import/import.store.js';
import type { CellProblem } from '../mapping/import-row.js';
import type { PartnerMatch } from '../matching/row-match.js';
import { Partnership } from '../references/partnership.type.js';
import type { Stores } from '../stores.js';
import type { ImportRowEntity } from './import-row.entity.js';
import {
  ImportCell,
  ImportCellProblem,
  ImportDecision,
  ImportRow,
  ImportedForeignAuthority,
  ImportedFrenchAuthority,
  ImportedPartnership,
} from './import-row.type.js';

const reference = (id: string) => ({ id });
const one = (match: PartnerMatch | undefined) => (match?.id == null ? null : { id: match.id });
const several = (match: PartnerMatch | undefined) => (match?.candidateIds ?? []).map(reference);

@Resolver(() => ImportRow)
export class ImportRowResolver {
  @Query(() => ImportRow, {
    nullable: true,
    description:
      'One row of an import; null when there is none or it is not visible to you (ligne d’import).',
  })
  @RequiresScopes(SCOPE, OVERSEES)
  importRow(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() { stores }: Context<Stores>) {
    return stores.importRows.byId.load(requireId('ImportRow', id));
  }

  @FieldResolver(() => [ImportCell], { description: 'Its cells, as the file has them (cellules).' })
  cells(@Root() { cells }: ImportRowEntity): ImportCell[] {
    return Object.entries(cells).map(([column, value]) => ({ column, value }));
  }

  @FieldResolver(() => [ImportCellProblem], {
    description: 'What is wrong with it, and what is to be decided (problèmes).',
  })
  problems(@Root() { problems, match }: ImportRowEntity) {
    return [...problems, ...(match?.problems ?? [])].map((problem: CellProblem) => ({
      ...problem,
      refuses: problem.fatal,
      expectedEn: problem.expected,
    }));
  }

  @FieldResolver(() => ImportedPartnership, {
    nullable: true,
    description: 'What was understood of it, beside its partners; null when a cell refuses it (lecture).',
  })
  understood(@Root() { content }: ImportRowEntity) {
    return content;
  }

  @FieldResolver(() => [ImportedFrenchAuthority], {
    description: 'Its French partners (partenaires français).',
  })
  frenchAuthorities(@Root() { content, match }: ImportRowEntity): ImportedFrenchAuthority[] {
    return (content?.french ?? []).map(({ name }, index) => ({
      name: name ?? null,
      authority: one(match?.french[index]),
      candidates: several(match?.french[index]),
    }));
  }

  @FieldResolver(() => [ImportedForeignAuthority], {
    description: 'Its partners abroad (partenaires étrangers).',
  })
  foreignAuthorities(@Root() { content, match }: ImportRowEntity): ImportedForeignAuthority[] {
    return (content?.foreign ?? []).map(({ name, country }, index) => ({
      name,
      countryCode: country,
      foreignAuthority: one(match?.foreign[index]),
      candidates: several(match?.foreign[index]),
      creates: match?.foreign[index]?.creates ?? false,
    }));
  }

  @FieldResolver(() => [Partnership], {
    description: 'Partnerships that it can mean; empty when one or none is meant (partenariats candidats).',
  })
  candidates(@Root() { match }: ImportRowEntity) {
    return (match?.partnershipIds ?? []).map(reference);
  }

  @FieldResolver(() => Partnership, {
    nullable: true,
    description: 'The partnership that it states; null until it is applied (partenariat).',
  })
  partnership(@Root() { partnershipId }: ImportRowEntity) {
    return partnershipId === null ? null : { id: partnershipId };
  }

  @FieldResolver(() => ImportDecision, {
    nullable: true,
    description: 'What somebody decided about it; null: nothing (décision).',
  })
  decision(@Root() { decision }: ImportRowEntity) {
    return decision;
  }
}
