import { expect, it } from '@jest/globals';
import { CorsPolicy } from './cors.js';

it('lets pages of other sites read where the next rows begin, the name of a file and its language', () => {
  const exposed = new CorsPolicy(undefined).headersFor({ origin: 'https://example.org' });
  expect(exposed['access-control-expose-headers']!.split(', ')).toEqual(
    expect.arrayContaining(['etag', 'link', 'content-disposition', 'content-language']),
  );
});
