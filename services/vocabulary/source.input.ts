import { PartialDateScalar, UrlScalar } from '#kernel/values';
import { Field, InputType } from 'type-graphql';

/** Where something that is entered was read. The same in every subgraph: composition keeps only what all of them define. */
@InputType('SourceInput', {
  description: 'Where what is entered was read: a page, a document, a file or a data set (source).',
})
export class SourceInput {
  @Field(() => String, {
    description:
      'Stable key of the source, the same each time that it is read: 2 to 64 of `a-z`, `0-9`, `-`, `.`, such as `benin-agreements` (clé de la source).',
  })
  key!: string;
  @Field(() => String, {
    description: 'Name of the page, document or data set, at most 200 characters (intitulé).',
  })
  title!: string;
  @Field(() => UrlScalar, {
    nullable: true,
    description: 'Its http or https address, where it has one (adresse).',
  })
  url?: string | null;
  @Field(() => String, {
    description:
      'Licence under which it may be reused, by SPDX identifier where there is one, such as `etalab-2.0`; `LicenseRef-facts-only` for a page that states none (licence).',
  })
  licence!: string;
  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'Date of what it says, to the year, month or day; what is entered may have a date of its own (date de la source).',
  })
  asOf?: string | null;
}
