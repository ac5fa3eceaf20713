/** `/reading/catalogue.bib`: all readings as BibTeX. */
import type { APIRoute } from 'astro';
import { bibtexFile } from '../../reading/bibtex.ts';
import { catalogueEntries } from '../../reading/catalogue.ts';
import { exported } from '../../reading/exported.ts';

export const GET: APIRoute = async () => new Response(bibtexFile((await catalogueEntries()).map(exported)));
