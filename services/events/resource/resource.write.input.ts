import { VERSION_DESCRIPTION } from '#kernel/errors';
import { MutationPayload } from '#kernel/mutations';
import { PartialDateScalar, UrlScalar } from '#kernel/values';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PublicationFields, WithdrawFields } from '../publication/publication.write.input.js';
import { Resource, ResourceKind } from './resource.type.js';

@InputType()
abstract class ResourceFields extends PublicationFields {
  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'When it was published or made, today at the latest (date).',
  })
  date?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'The licence under which it may be reused, at most 200 characters; without one there is no permission (licence).',
  })
  licence?: string | null;
}

const LANGUAGE = 'The language of the resource itself (ISO 639-1), such as `fr` (langue de la ressource).';

@InputType('ResourcePublishInput', {
  description: 'A new text, photograph, recording or film (publication d’une ressource).',
})
export class ResourcePublishInput extends ResourceFields {
  @Field(() => ResourceKind, { description: 'Its form (type).' })
  kind!: ResourceKind;
  @Field(() => String, { description: 'Its French title, at most 200 characters (titre).' })
  titleFr!: string;
  @Field(() => String, { description: LANGUAGE })
  contentLanguage!: string;
  @Field(() => UrlScalar, { description: 'Its address (adresse).' })
  url!: string;
}

@InputType('ResourceEditInput', {
  description:
    'Changes to a resource; omitted fields stay as they are, null clears a field that can be empty (modification d’une ressource).',
})
export class ResourceEditInput extends ResourceFields {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
  @Field(() => Int, { description: VERSION_DESCRIPTION })
  version!: number;
  @Field(() => ResourceKind, { nullable: true, description: 'Its form (type).' })
  kind?: ResourceKind | null;
  @Field(() => String, { nullable: true, description: 'Its French title, at most 200 characters (titre).' })
  titleFr?: string | null;
  @Field(() => String, { nullable: true, description: LANGUAGE })
  contentLanguage?: string | null;
  @Field(() => UrlScalar, { nullable: true, description: 'Its address (adresse).' })
  url?: string | null;
}

@InputType('ResourceWithdrawInput', {
  description: 'Removes a resource from all lists (retrait d’une ressource).',
})
export class ResourceWithdrawInput extends WithdrawFields {}

@ObjectType('ResourcePayload', {
  description: 'Result of a change to a resource (résultat).',
  simpleResolvers: true,
})
export class ResourcePayload extends MutationPayload {
  @Field(() => Resource, {
    nullable: true,
    description: 'The resource after the change; null when it was refused.',
  })
  resource!: Resource | null;
}
