/** Importing files of other tools on the play page, in one piece that arrives on demand. */
export { default as ImportForm } from '../components/import/ImportForm.svelte';
