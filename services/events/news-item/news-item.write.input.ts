import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationPayload } from '#kernel/mutations';
import { DateScalar, UrlScalar } from '#kernel/values';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { NewsItem } from './news-item.type.js';
import { PublicationFields, WithdrawFields } from '../publication/publication.write.input.js';

@InputType('AttachedDocumentInput', {
  description: 'A document to which a news item links (document joint).',
})
export class AttachedDocumentInput {
  @Field(() => String, { description: 'Its title, at most 200 characters (titre).' })
  title!: string;
  @Field(() => UrlScalar, { description: 'Its address (adresse).' })
  url!: string;
}

@InputType()
abstract class NewsItemFields extends PublicationFields {
  @Field(() => String, { nullable: true, description: 'In French, at most 10,000 characters (texte).' })
  bodyFr?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'In English, at most 10,000 characters (texte anglais).',
  })
  bodyEn?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'When it was published, today in Europe/Paris at the latest; at publication today when absent (date de publication).',
  })
  publishedOn?: string | null;
  @Field(() => [AttachedDocumentInput], {
    nullable: true,
    description: 'All documents to which it links, at most 20 (documents joints).',
  })
  documents?: AttachedDocumentInput[] | null;
}

@InputType('NewsItemPublishInput', { description: 'A new news item (publication d’une actualité).' })
export class NewsItemPublishInput extends NewsItemFields {
  @Field(() => String, { description: 'Its French title, at most 200 characters (titre).' })
  titleFr!: string;
  @Field(() => UrlScalar, { description: 'The page with the full text (adresse).' })
  url!: string;
}

@InputType('NewsItemEditInput', {
  description:
    'Changes to a news item; omitted fields stay as they are, null clears a field that can be empty (modification d’une actualité).',
})
export class NewsItemEditInput extends NewsItemFields {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => String, { nullable: true, description: 'Its French title, at most 200 characters (titre).' })
  titleFr?: string | null;
  @Field(() => UrlScalar, {
    nullable: true,
    description: 'The page with the full text (adresse).',
  })
  url?: string | null;
}

@InputType('NewsItemWithdrawInput', {
  description: 'Removes a news item from all lists (retrait d’une actualité).',
})
export class NewsItemWithdrawInput extends WithdrawFields {}

@ObjectType('NewsItemPayload', {
  description: 'Result of a change to a news item (résultat).',
  simpleResolvers: true,
})
export class NewsItemPayload extends MutationPayload {
  @Field(() => NewsItem, {
    nullable: true,
    description: 'The news item after the change; null when it was refused.',
  })
  newsItem!: NewsItem | null;
}
