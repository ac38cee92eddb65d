import { defineEntity } from '#kernel/subgraph';
import { ApiKeyEntity } from './api-key.entity.js';

export const apiKey = defineEntity({
  tables: [ApiKeyEntity],
});
