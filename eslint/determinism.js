/**
 * What may not appear inside sim-engine/: everything whose answer depends on the machine, the browser, the locale, the
 * moment or the scheduling of tasks. A run must be the same run in every browser for years, because links and lessons
 * name it by its hash.
 */

/** Math functions that ECMAScript defines exactly. The others (log, exp, pow, sin, …) differ in the last bit between engines. */
const EXACT_MATH = ['abs', 'ceil', 'clz32', 'floor', 'imul', 'max', 'min', 'round', 'sign', 'trunc'];
const exactMath = `/^(${EXACT_MATH.join('|')})$/`;

const CLOCK = 'time is an integer count of microseconds that the kernel hands in';
const TASKS = 'the engine is synchronous: its only order is that of the event queue';
const PLACE = 'the engine knows neither browser nor operating system';
const RANDOM = 'all nondeterminism goes through the Decider';
const LOCALE = 'the result depends on the locale; compare code units with < and >';

/** Names of the surroundings, and why the engine does without. A local variable of the same name is fine. */
export const bannedGlobals = Object.entries({
  Date: CLOCK,
  Temporal: CLOCK,
  performance: CLOCK,
  crypto: RANDOM,
  Intl: LOCALE,
  Promise: TASKS,
  setTimeout: TASKS,
  setInterval: TASKS,
  setImmediate: TASKS,
  queueMicrotask: TASKS,
  requestAnimationFrame: TASKS,
  requestIdleCallback: TASKS,
  WeakRef: 'what it answers depends on the garbage collector',
  FinalizationRegistry: 'when it runs depends on the garbage collector',
  window: PLACE,
  document: PLACE,
  navigator: PLACE,
  self: PLACE,
  globalThis: PLACE,
  process: PLACE,
  localStorage: PLACE,
  sessionStorage: PLACE,
  fetch: PLACE,
  console: PLACE,
}).map(([name, message]) => ({ name, message }));

/** Ways of writing, as ESLint selectors. */
export const bannedSyntax = [
  {
    selector: `MemberExpression[object.name="Math"][computed=false]:not([property.name=${exactMath}])`,
    message: `only exact integer functions of Math agree between engines: ${EXACT_MATH.join(', ')}`,
  },
  {
    selector: 'MemberExpression[object.name="Math"][computed=true]',
    message: 'name the function of Math, so that this rule can see which one it is',
  },
  {
    selector: ':not(MemberExpression) > Identifier[name="Math"]',
    message: 'call functions of Math by name, so that this rule can see which one it is',
  },
  {
    selector: ':matches(BinaryExpression[operator="**"], AssignmentExpression[operator="**="])',
    message: 'powers are computed differently by different engines; multiply integers',
  },
  { selector: ':function[async=true]', message: TASKS },
  { selector: 'AwaitExpression', message: TASKS },
  { selector: 'ForOfStatement[await=true]', message: TASKS },
  { selector: 'ImportExpression', message: TASKS },
  { selector: 'ForInStatement', message: 'the order of keys is not part of the state; iterate an array or a Map' },
  {
    selector: 'CallExpression[arguments.length=0][callee.property.name=/^(sort|toSorted)$/]',
    message: 'sorting without a comparator compares words, even numbers; say what the order is',
  },
  { selector: 'MemberExpression[property.name="localeCompare"]', message: LOCALE },
  { selector: 'MemberExpression[property.name=/^toLocale/]', message: LOCALE },
];
