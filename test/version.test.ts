import { expect, test } from 'vitest';
import { ENGINE_VERSION } from '../sim-engine/version.ts';
import manifest from '../package.json' with { type: 'json' };

test('the engine has the version of the package', () => {
  expect(ENGINE_VERSION).toBe(manifest.version);
});
