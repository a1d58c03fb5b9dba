import type { Analysis } from '../../shared/ir/analyse';
import type { Shape } from '../../shared/ir/shape';

/** Nodes in a row whose results have one height and width: what papers list as a stage. */
export interface Stage {
  /** `32×32`; null for vectors. */
  readonly extent: string | null;
  /** Of its last result. */
  readonly channels: number;
  readonly nodes: number;
  readonly parameters: number;
  readonly macs: number;
}

function extentOf(shape: Shape): string | null {
  return shape.length === 3 ? `${shape[0]!}×${shape[1]!}` : null;
}

/** The stages of a network in its order; nodes whose shape is not known are left out. */
export function stagesOf({ order, nodes }: Pick<Analysis, 'order' | 'nodes'>): readonly Stage[] {
  const stages: Stage[] = [];
  for (const id of order) {
    const { shape, parameters, macs } = nodes.get(id)!;
    if (shape === null) continue;
    const extent = extentOf(shape);
    const channels = shape[shape.length - 1] ?? 1;
    const last = stages[stages.length - 1];
    if (last === undefined || last.extent !== extent)
      stages.push({ extent, channels, nodes: 1, parameters, macs });
    else {
      stages[stages.length - 1] = {
        extent,
        channels,
        nodes: last.nodes + 1,
        parameters: last.parameters + parameters,
        macs: last.macs + macs,
      };
    }
  }
  return stages;
}
