import type { Context } from '#kernel/context';
import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Coverage } from './dataset.store.js';
import {
  ConfidenceCoverage,
  CountryCoverage,
  CoverageCount,
  Dataset,
  DatasetCoverage,
  DatasetSource,
  RegionCoverage,
} from './dataset.type.js';
import { PUBLISHED, RELEASE, type Counted } from './release.js';
import type { Stores } from '../stores.js';

@Resolver(() => Dataset)
export class DatasetResolver {
  @Query(() => Dataset, {
    description: 'The data set of this graph: version, licence, sources and coverage (jeu de données).',
  })
  dataset() {
    return RELEASE;
  }

  @FieldResolver(() => DatasetCoverage, {
    description: 'How much is known here, and how much exists according to published figures (couverture).',
  })
  coverage(@Ctx() { stores }: Context<Stores>) {
    return stores.dataset.coverage();
  }

  @FieldResolver(() => [DatasetSource], {
    description:
      'The hundred sources on which most partnerships rest, the largest first; every fact names its own (sources).',
  })
  sources(@Ctx() { stores }: Context<Stores>) {
    return stores.dataset.sources();
  }
}

@Resolver(() => DatasetCoverage)
export class DatasetCoverageResolver {
  @FieldResolver(() => CoverageCount, { description: 'Partnerships (partenariats).' })
  partnerships(@Root() coverage: Coverage, @Ctx() context: Context<Stores>) {
    return countOf('partnerships', coverage, context);
  }

  @FieldResolver(() => CoverageCount, {
    description: 'French authorities with a partnership, each once (collectivités françaises).',
  })
  frenchAuthorities(@Root() coverage: Coverage, @Ctx() context: Context<Stores>) {
    return countOf('frenchAuthorities', coverage, context);
  }

  @FieldResolver(() => CoverageCount, {
    description: 'Foreign authorities with a partnership, each once (collectivités partenaires).',
  })
  foreignAuthorities(@Root() coverage: Coverage, @Ctx() context: Context<Stores>) {
    return countOf('foreignAuthorities', coverage, context);
  }

  @FieldResolver(() => CoverageCount, { description: 'Countries of the partners, each once (pays).' })
  countries(@Root() coverage: Coverage, @Ctx() context: Context<Stores>) {
    return countOf('countries', coverage, context);
  }

  @FieldResolver(() => [ConfidenceCoverage], {
    description: 'Partnerships by how well they are attested, the most frequent first (par fiabilité).',
  })
  byConfidence(@Ctx() { stores }: Context<Stores>) {
    return stores.dataset.byConfidence();
  }

  @FieldResolver(() => [CountryCoverage], {
    description: 'By country, the one with most partnerships first (par pays).',
  })
  byCountry(@Ctx() { stores }: Context<Stores>) {
    return stores.dataset.byCountry();
  }

  @FieldResolver(() => [RegionCoverage], {
    description: 'By région of the French authorities, the one with most partnerships first (par région).',
  })
  byRegion(@Ctx() { stores }: Context<Stores>) {
    return stores.dataset.byRegion();
  }
}

async function countOf(counted: Counted, coverage: Coverage, { stores }: Context<Stores>) {
  const known = coverage[counted];
  const { figure: key, label } = PUBLISHED[counted];
  const figure = await stores.dataset.figure(key);
  const published = figure?.values.find(({ labelEn }) => labelEn === label)?.value ?? null;
  return { known, published, share: published === null ? null : known / published, figure };
}
