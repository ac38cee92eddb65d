import { defineEntity } from '#kernel/subgraph';
import { requireId } from '#kernel/values';
import { ExpressionOfInterestEntity } from './expression-of-interest.entity.js';
import { CooperationRequestReplyResolver } from './expression-of-interest.live.js';
import { ExpressionOfInterestMutations } from './expression-of-interest.mutations.js';
import {
  ExpressionOfInterestResolver,
  RequestInterestsResolver,
  AuthorityInterestsResolver,
} from './expression-of-interest.resolver.js';
import { ExpressionOfInterest } from './expression-of-interest.type.js';
import type { Stores } from '../stores.js';

export const expressionOfInterest = defineEntity<Stores>({
  types: [ExpressionOfInterest],
  resolvers: [
    ExpressionOfInterestResolver,
    ExpressionOfInterestMutations,
    CooperationRequestReplyResolver,
    RequestInterestsResolver,
    AuthorityInterestsResolver,
  ],
  tables: [ExpressionOfInterestEntity],
  resolveReference: {
    ExpressionOfInterest: ({ id }, { interests }) =>
      interests.byId.load(requireId('ExpressionOfInterest', String(id))),
  },
});
