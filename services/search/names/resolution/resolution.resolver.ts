import type { Context } from '#kernel/context';
import { badUserInput, expected } from '#kernel/errors';
import { AuthorityKind, InseeCodeScalar, SirenScalar } from '#vocabulary';
import { Arg, Ctx, Directive, Query, Resolver } from 'type-graphql';
import { AS_OF } from '../../freshness/freshness.type.js';
import {
  describeName,
  describePostalCode,
  describeSiren,
  resolutionOf,
  type BilingualResolution,
} from './resolution.present.js';
import { postalCodeOf } from './resolution.readings.js';
import { AuthorityResolution } from './resolution.type.js';
import type { Stores } from '../../stores.js';
import { typedText } from '../typed-text.js';

/** Cost beside the authority: it compares the name with those of all times. */
const COST = 20;

@Resolver(() => AuthorityResolution)
export class ResolutionResolver {
  @Query(() => AuthorityResolution, {
    description:
      'Which authority of today is meant, by exactly one of its SIREN, an INSEE code, an old code and a name (identification d’une collectivité). Closed and merged ones lead to their successor; a name is compared without accents, case and hyphens, but not guessed: see `suggest` for that.',
  })
  @Directive(`@cost(weight: ${COST})`)
  async resolveAuthority(
    @Ctx() { stores }: Context<Stores>,
    @Arg('siren', () => SirenScalar, {
      nullable: true,
      description:
        'A SIREN of today or of before; one of a body whose communes went to several others is ambiguous (numéro SIREN).',
    })
    siren?: string | null,
    @Arg('inseeCode', () => InseeCodeScalar, {
      nullable: true,
      description:
        'A code of today or of before (code INSEE); two digits mean the département. As `authority(inseeCode)` does.',
    })
    inseeCode?: string | null,
    @Arg('oldCode', () => InseeCodeScalar, {
      nullable: true,
      description:
        'The code that a merged commune, a commune déléguée, a district or a département had; one that is still in use leads to the authority whose it is (ancien code INSEE).',
    })
    oldCode?: string | null,
    @Arg('name', () => String, {
      nullable: true,
      description:
        'A name, such as `Saint-Denis`, `ville de Lyon` or `Pierrefitte-sur-Seine`; with its département or postal code, as in `Saint-Denis (93)` and `35042 Rennes Cedex`. Five digits, such as `35000`, are a postal or an INSEE code; a postal code of several communes is ambiguous (nom).',
    })
    name?: string | null,
    @Arg('department', () => String, {
      nullable: true,
      description:
        'With a name: code or name of the département, or of the overseas collectivity, in which it lies, such as `93` (département).',
    })
    department?: string | null,
    @Arg('kind', () => AuthorityKind, {
      nullable: true,
      description: 'With a name: what kind of authority it is (nature).',
    })
    kind?: AuthorityKind | null,
    @Arg('asOf', () => String, {
      nullable: true,
      description: AS_OF,
    })
    asOf?: string | null,
  ): Promise<BilingualResolution> {
    if ([siren, inseeCode, oldCode, name].filter((value) => value != null).length !== 1)
      throw badUserInput({
        argument: 'siren',
        expected: expected('EXACTLY_ONE', { names: 'siren, inseeCode, oldCode, name' }),
      });
    if (name == null && department != null)
      throw badUserInput({ argument: 'department', expected: expected('NAME_WITH_IT') });
    if (name == null && kind != null)
      throw badUserInput({ argument: 'kind', expected: expected('NAME_WITH_IT') });
    const typed = name == null ? null : typedText('name', name);
    const place = department == null ? null : typedText('department', department);
    await stores.freshness.atLeast(asOf);
    const postalCode = typed === null || place !== null ? null : postalCodeOf(typed);
    if (postalCode !== null && (kind == null || kind === AuthorityKind.COMMUNE))
      return resolutionOf(await stores.resolutions.byPostalCode(postalCode), describePostalCode(postalCode));
    if (typed !== null)
      return resolutionOf(
        await stores.resolutions.byName(typed, place, kind ?? null),
        describeName(typed, place, kind ?? null),
      );
    if (siren != null) return resolutionOf(await stores.resolutions.bySiren(siren), describeSiren(siren));
    const code = (inseeCode ?? oldCode)!;
    return resolutionOf(await stores.resolutions.byCode(code), {
      fr: `Le code INSEE ${code}`,
      en: `INSEE code ${code}`,
    });
  }
}
