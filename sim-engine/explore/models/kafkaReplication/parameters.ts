/** The bounds of the published specifications: how many replicas, how long a log, how many records and elections. */

export interface Parameters {
  /** Replicas of the one partition. */
  readonly replicas: number;
  /** Records that fit into a log. */
  readonly logSize: number;
  /** Records that clients write in one run. */
  readonly maxRecords: number;
  /** The highest leader epoch. The first one is 0, so a run has one leader epoch more than this number says. */
  readonly maxLeaderEpoch: number;
}

/** What is allowed, both ends included. Beyond it no search comes to an end that is worth waiting for. */
export const PARAMETER_RANGES: Readonly<Record<keyof Parameters, { readonly min: number; readonly max: number }>> = {
  replicas: { min: 1, max: 5 },
  logSize: { min: 1, max: 6 },
  maxRecords: { min: 1, max: 6 },
  maxLeaderEpoch: { min: 0, max: 9 },
};

/** The parameters that the counts of the tests belong to. */
export const USUAL_PARAMETERS: Parameters = { replicas: 3, logSize: 2, maxRecords: 2, maxLeaderEpoch: 2 };

/** Which parameter is wrong, and what is expected of it. */
export interface ParameterFault {
  readonly parameter: keyof Parameters;
  readonly message: string;
}

/** Says what is wrong with parameters; null when nothing is. */
export function parameterFault(parameters: Parameters): ParameterFault | null {
  for (const parameter of ['replicas', 'logSize', 'maxRecords', 'maxLeaderEpoch'] as const) {
    const { min, max } = PARAMETER_RANGES[parameter];
    const value = parameters[parameter];
    if (!Number.isInteger(value) || value < min || value > max) {
      return { parameter, message: `expected a whole number from ${min} to ${max}, found ${value}` };
    }
  }
  return null;
}
