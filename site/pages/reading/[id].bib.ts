/** `/reading/<id>.bib`: one reading as BibTeX. */
import type { APIRoute } from 'astro';
import type { CatalogueEntry } from '../../../lessons/catalogue/schema.ts';
import { bibtexOf } from '../../reading/bibtex.ts';
import { entryRoutes } from '../../reading/catalogue.ts';
import { exported } from '../../reading/exported.ts';

export const getStaticPaths = entryRoutes;

export const GET: APIRoute<{ readonly entry: CatalogueEntry }> = ({ props }) =>
  new Response(bibtexOf(exported(props.entry)));
