/** A step as one number, for the search, and back. */
import type { Parties } from './rules/rule.ts';

/** The rule's place in the list of rules, and who takes part. */
export interface NamedStep {
  readonly rule: number;
  readonly parties: Parties;
}

/** Bits: the rule, then three for each replica, then four for the epoch. What is absent is 0, everything else one more. */
export function encodeStep(rule: number, { replica, other = -1, epoch = -1 }: Parties): number {
  return (rule << 11) | ((replica + 1) << 8) | ((other + 1) << 5) | (epoch + 1);
}

export function decodeStep(code: number): NamedStep {
  const other = ((code >>> 5) & 7) - 1;
  const epoch = (code & 31) - 1;
  return {
    rule: code >>> 11,
    parties: { replica: ((code >>> 8) & 7) - 1, ...(other >= 0 ? { other } : {}), ...(epoch >= 0 ? { epoch } : {}) },
  };
}
