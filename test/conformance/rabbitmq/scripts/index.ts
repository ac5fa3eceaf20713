/** All scripts, validated. */
import { parseScripts, type Script } from '../language.ts';
import { acknowledging } from './acknowledging.ts';
import { cluster } from './cluster.ts';
import { consuming } from './consuming.ts';
import { deadLettering } from './deadLettering.ts';
import { expiry } from './expiry.ts';
import { lifetimes } from './lifetimes.ts';
import { limits } from './limits.ts';
import { operations } from './operations.ts';
import { publishing } from './publishing.ts';
import { quorum } from './quorum.ts';
import { edges } from './edges.ts';
import { routing } from './routing.ts';
import { streams } from './streams.ts';

export const scripts: readonly Script[] = parseScripts([
  ...routing,
  ...publishing,
  ...consuming,
  ...acknowledging,
  ...expiry,
  ...deadLettering,
  ...limits,
  ...lifetimes,
  ...quorum,
  ...streams,
  ...operations,
  ...cluster,
  ...edges,
]);
