import type { TemplateId } from '../index';
import * as alexnet from './alexnet';
import * as figures from './figures';
import * as googlenet from './googlenet';
import * as nin from './nin';
import * as resnet from './resnet';
import * as senet from './senet';
import * as sknet from './sknet';
import type { TemplateEntry, TemplatePaper } from './types';
import * as vgg from './vgg';

export type { Parity, TemplatePaper, Texts } from './types';

interface PaperFile {
  readonly paper: TemplatePaper;
  readonly entries: Readonly<Record<string, TemplateEntry>>;
}

/** In the order of the gallery: papers by year, then what is no single paper. */
const files: readonly PaperFile[] = [alexnet, nin, vgg, googlenet, resnet, senet, sknet, figures];

const entries: Readonly<Record<TemplateId, TemplateEntry>> = {
  ...alexnet.entries,
  ...nin.entries,
  ...vgg.entries,
  ...googlenet.entries,
  ...resnet.entries,
  ...senet.entries,
  ...sknet.entries,
  ...figures.entries,
};

interface CatalogueEntry extends TemplateEntry {
  /** Id of its paper. */
  readonly paper: string;
}

/** Papers that have templates, in the order of the gallery. */
export const papers: readonly TemplatePaper[] = files
  .filter((file) => Object.keys(file.entries).length > 0)
  .map(({ paper }) => paper);

/** By id, in the order of the gallery. */
export const catalogue = Object.fromEntries(
  files.flatMap((file) =>
    (Object.keys(file.entries) as TemplateId[]).map((id) => [id, { ...entries[id], paper: file.paper.id }]),
  ),
) as Readonly<Record<TemplateId, CatalogueEntry>>;
