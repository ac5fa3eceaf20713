/** `/reading/<id>.json`: one reading in the form of the catalogue. */
import type { APIRoute } from 'astro';
import type { CatalogueEntry } from '../../../lessons/catalogue/schema.ts';
import { entryRoutes } from '../../reading/catalogue.ts';
import { catalogueFile, exported } from '../../reading/exported.ts';

export const getStaticPaths = entryRoutes;

export const GET: APIRoute<{ readonly entry: CatalogueEntry }> = ({ props }) =>
  Response.json(catalogueFile([exported(props.entry)]));
