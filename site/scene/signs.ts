/** Small signs as paths around their middle, for SVG and canvas alike. They are drawn with a line of 1.3, not filled. */

/** Once more: a turn with an arrow's head. */
export const TURN = 'M2.9 -0.9A3 3 0 1 0 2.6 1.6M3.1 -3.4V-0.7H0.5';

/** Dead: a cross. */
export const CROSS = 'M-2.3 -2.3L2.3 2.3M2.3 -2.3L-2.3 2.3';
