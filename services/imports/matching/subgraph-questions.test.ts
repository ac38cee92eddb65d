import { describe, expect, it } from '@jest/globals';
import { ImportFault } from '../import/import-failure.js';
import { SubgraphAway, faultOf } from './subgraph-questions.js';

describe('an error of another subgraph', () => {
  it('about a permission is told in each language, without the message in one', () => {
    const fault = faultOf('cooperations', {
      message: 'Il faut l’un de ces droits.',
      extensions: { code: 'FORBIDDEN', requires: ['partnership:record', 'import:write'] },
    }) as ImportFault;
    expect(fault).toBeInstanceOf(ImportFault);
    const { messageEn, messageFr } = fault.failure;
    expect(messageEn).toBe(
      'A permission that it needs is missing or was revoked: partnership:record / import:write.',
    );
    expect(messageFr).toBe(
      'Un droit nécessaire manque ou a été révoqué : partnership:record / import:write.',
    );
  });

  it.each(['SUBGRAPH_UNAVAILABLE', 'TIMEOUT', 'CONFLICT'])('is tried again after %s', (code) => {
    expect(faultOf('search', { message: 'x', extensions: { code } })).toBeInstanceOf(SubgraphAway);
  });

  it('that is none of these names the subgraph', () => {
    expect(faultOf('search', { message: 'x', extensions: { code: 'INTERNAL' } }).message).toBe(
      'search answers INTERNAL: x',
    );
  });
});
