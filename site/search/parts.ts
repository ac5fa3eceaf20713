/** "Find a failure" for the play page, in one piece that arrives on demand. */
export { default as FindPanel } from '../components/search/FindPanel.svelte';
export { default as FoundPanel } from '../components/search/FoundPanel.svelte';
export { default as WhyPanel } from '../components/search/WhyPanel.svelte';
export { Finder } from './finder.svelte.ts';
